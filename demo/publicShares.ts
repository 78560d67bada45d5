import type { World } from './resource.ts'
import type { Share } from './state.ts'

/** A public link that opens, and what it opens. */
export type OpenShare = { projectId: string; recordingId: string; share: Share }

function splitName(name: string): { projectId: string; recordingId: string } {
  const [projectId = '', ...rest] = name.split(' ')
  return { projectId, recordingId: rest.join(' ') }
}

/** What a token opens now: the current one of a link that is on, or one that was replaced less than five minutes ago. */
export function findOpenShare({ state, options }: World, token: string): OpenShare | null {
  if (!options.publicSharing || token === '') return null
  const now = options.now()
  for (const [name, share] of state.shares) {
    const isCurrent = share.enabled && share.token === token
    const isGrace = share.graces.some((grace) => grace.token === token && grace.until > now)
    if (isCurrent || isGrace) return { ...splitName(name), share }
  }
  return null
}

/** The truth about everything that was ever shared, for journeys that compare with it. */
export function presentShares({ state }: World): unknown[] {
  return [...state.shares].map(([name, { enabled, token, createdAt, passwordRequired }]) => ({
    ...splitName(name),
    enabled,
    token,
    createdAt: new Date(createdAt).toISOString(),
    passwordRequired,
  }))
}
