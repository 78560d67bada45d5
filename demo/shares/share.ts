import { randomBytes } from 'node:crypto'
import { minute } from '../data/timeline.ts'
import type { Link, Share } from '../host/state.ts'

export type LinkChange = Pick<Link, 'enabled' | 'settings' | 'passwordRequired'>

const grace = 5 * minute

/** 30 characters of A-Z a-z 0-9 - _, as secrets.token_urlsafe(22) makes them. */
export function newToken(): string {
  return randomBytes(22).toString('base64url')
}

/** A link that is off, as it comes with the first change of a recording that was never shared. */
export function newShare(now: number): Share {
  const nothing = { enabled: false, settings: null, passwordRequired: false, passwords: [] }
  return { ...nothing, token: newToken(), createdAt: now, former: [] }
}

/** The links that open the recording now. */
export function openLinks(share: Share, now: number): Link[] {
  return [share, ...share.former.filter(({ until }) => until > now)].filter(({ enabled }) => enabled)
}

/**
 * A link after a change (posthog-api.md#c2-change-sharing). Newest servers (`newLinkEachTime`) give another link to what is
 * switched on again, and switching off ends the former links too; on older servers the same link comes back, and former ones live
 * on.
 */
export function changedShare(before: Share, change: LinkChange, now: number, newLinkEachTime: boolean): Share {
  const isReopened = !before.enabled && change.enabled
  const renewal = isReopened && newLinkEachTime ? { token: newToken(), createdAt: now } : {}
  const former =
    newLinkEachTime && !change.enabled ? before.former.map((one) => ({ ...one, until: Math.min(one.until, now) })) : before.former
  return { ...before, ...change, ...renewal, former }
}

/**
 * The same link under another token; the one before opens for five more minutes, if it was on
 * (posthog-api.md#c3-replace-the-link).
 */
export function renewedShare(before: Share, now: number): Share {
  const { former, ...link } = before
  return { ...link, token: newToken(), createdAt: now, former: [...former, { ...link, until: now + grace }] }
}
