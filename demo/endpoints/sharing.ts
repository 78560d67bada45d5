import { randomBytes } from 'node:crypto'
import { errorAnswer, invalidInput, json, permissionDenied, Refusal } from '../answers.ts'
import { readBody } from '../body.ts'
import { minute } from '../data/timeline.ts'
import { editionFacts } from '../editions.ts'
import { failures } from '../failures.ts'
import type { AskedOfProject, ProjectResource } from '../resource.ts'
import { type Share, type SharePassword, within } from '../state.ts'

const grace = 5 * minute
const settingNames = new Set(['whitelabel', 'noHeader', 'showInspector', 'legend', 'detailed', 'hideExtraDetails', 'theme'])

/** 30 characters of A-Z a-z 0-9 - _, as secrets.token_urlsafe(22) makes them. */
function newToken(): string {
  return randomBytes(22).toString('base64url')
}

/** Under which name the state keeps the link of the recording that the address names. */
export function shareName({ project, parameters }: AskedOfProject): string {
  return within(project, parameters['recording'] ?? '')
}

function presentPassword({ id, createdAt, note, createdBy }: SharePassword) {
  return { id, created_at: new Date(createdAt).toISOString(), note, created_by_email: createdBy, is_active: true }
}

/** What was never shared has a token too: another one at every question, and good for nothing. */
function present({ world }: AskedOfProject, share: Share | undefined): Response {
  const { edition } = world.options
  const basics = {
    created_at: share === undefined ? null : new Date(share.createdAt).toISOString(),
    enabled: share?.enabled ?? false,
    access_token: share?.token ?? newToken(),
  }
  if (edition === 'old' || edition === 'documented') return json(basics)
  const later = {
    settings: share?.settings ?? null,
    password_required: share?.passwordRequired ?? false,
    share_passwords: (share?.passwords ?? []).map(presentPassword),
  }
  return json({ ...basics, ...later, ...(edition === 'newest' ? { user_access_level: 'editor' } : {}) })
}

/** What a plan without it says (sections C.2 and C.4). */
export function needsPlan(what: string): Response {
  return json({ error: `${what} requires the Advanced Permissions feature` }, 403)
}

function breaks({ parameters }: AskedOfProject): boolean {
  return parameters['recording'] === failures.sharingBreaks.id
}

function broken(): Response {
  return errorAnswer(500, 'server_error', 'error', 'A server error occurred.')
}

/** Why this recording's link cannot be changed like that; null where it can. */
function refusalOf({ world, parameters }: AskedOfProject, body: Record<string, unknown>): Response | null {
  switch (parameters['recording']) {
    case failures.refusesToBeShared.id:
      return permissionDenied('Public sharing is disabled for this organization.')
    case failures.sharingBreaks.id:
      return broken()
    case failures.cannotBeSwitchedOff.id:
      return body['enabled'] === false ? broken() : null
    case failures.viewerOnly.id:
      return permissionDenied('You do not have editor access to this resource.')
    case failures.passwordNeedsPlan.id:
      return body['password_required'] === true ? needsPlan('Sharing with password') : null
    default:
      return world.options.publicSharing ? null : permissionDenied('Public sharing is disabled for this organization.')
  }
}

function read(asked: AskedOfProject): Response {
  if (breaks(asked)) return broken()
  return present(asked, asked.world.state.shares.get(shareName(asked)))
}

function readSettings(value: unknown): Record<string, unknown> | null {
  if (value === null) return null
  if (typeof value !== 'object' || Array.isArray(value)) throw new Refusal(invalidInput('Invalid settings format'))
  return Object.fromEntries(Object.entries(value).filter(([name]) => settingNames.has(name)))
}

function readFlag(body: Record<string, unknown>, name: string, before: boolean): boolean {
  const value = body[name] ?? before
  if (typeof value !== 'boolean') throw new Refusal(invalidInput('Must be a valid boolean.', name))
  return value
}

async function change(asked: AskedOfProject): Promise<Response> {
  const { world } = asked
  const body = await readBody(asked.request)
  const refused = refusalOf(asked, body)
  if (refused !== null) return refused
  const name = shareName(asked)
  const before = world.state.shares.get(name)
  const enabled = readFlag(body, 'enabled', before?.enabled ?? false)
  const { newLinkEachTime } = editionFacts[world.options.edition]
  const isReopened = before !== undefined && !before.enabled && enabled
  const isNewLink = before === undefined || (isReopened && newLinkEachTime)
  const share: Share = {
    createdAt: isNewLink ? world.options.now() : before.createdAt,
    token: isNewLink ? newToken() : before.token,
    enabled,
    settings: 'settings' in body ? readSettings(body['settings']) : (before?.settings ?? null),
    passwordRequired: readFlag(body, 'password_required', before?.passwordRequired ?? false),
    graces: newLinkEachTime && !enabled ? [] : (before?.graces ?? []),
    passwords: before?.passwords ?? [],
  }
  world.state.shares.set(name, share)
  return present(asked, share)
}

/** A new link; the one before opens for five more minutes, unless it was off: what is off stays off (section N). */
function refresh(asked: AskedOfProject): Response {
  const { world } = asked
  const refused = refusalOf(asked, {})
  if (refused !== null) return refused
  const now = world.options.now()
  const before = world.state.shares.get(shareName(asked))
  const graces = (before?.graces ?? []).filter(({ until }) => until > now)
  const share: Share = {
    createdAt: now,
    token: newToken(),
    enabled: before?.enabled ?? false,
    settings: before?.settings ?? null,
    passwordRequired: before?.passwordRequired ?? false,
    graces: before?.enabled ? [...graces, { token: before.token, until: now + grace }] : graces,
    passwords: before?.passwords ?? [],
  }
  world.state.shares.set(shareName(asked), share)
  return present(asked, share)
}

/** Public links of recordings (section C). None of these asks whether the recording exists. */
export const sharingResources: readonly ProjectResource[] = [
  {
    path: 'session_recordings/:recording/sharing',
    badKeyStatus: 401,
    methods: {
      GET: { scope: 'sharing_configuration:read', rateClass: 'general', answer: read },
      PATCH: { scope: 'sharing_configuration:write', rateClass: 'general', answer: change },
    },
  },
  {
    path: 'session_recordings/:recording/sharing/refresh',
    badKeyStatus: 401,
    editions: ['mid', 'newest'],
    methods: { POST: { scope: 'sharing_configuration:write', rateClass: 'general', answer: refresh } },
  },
]
