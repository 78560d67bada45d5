import { randomBytes } from 'node:crypto'
import { invalidInput, json, permissionDenied, Refusal } from '../answers.ts'
import { readBody } from '../body.ts'
import { minute } from '../data/timeline.ts'
import { editionFacts } from '../editions.ts'
import { failures } from '../failures.ts'
import type { AskedOfProject, ProjectResource } from '../resource.ts'
import { type Share, within } from '../state.ts'

const grace = 5 * minute
const settingNames = new Set(['whitelabel', 'noHeader', 'showInspector', 'legend', 'detailed', 'hideExtraDetails', 'theme'])

/** 30 characters of A-Z a-z 0-9 - _, as secrets.token_urlsafe(22) makes them. */
function newToken(): string {
  return randomBytes(22).toString('base64url')
}

function shareName({ project, parameters }: AskedOfProject): string {
  return within(project, parameters['recording'] ?? '')
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
  const later = { settings: share?.settings ?? null, password_required: share?.passwordRequired ?? false, share_passwords: [] }
  return json({ ...basics, ...later, ...(edition === 'newest' ? { user_access_level: 'editor' } : {}) })
}

function read(asked: AskedOfProject): Response {
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
  const { world, parameters } = asked
  if (parameters['recording'] === failures.refusesToBeShared.id) {
    return permissionDenied('Public sharing is disabled for this organization.')
  }
  const body = await readBody(asked.request)
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
  }
  world.state.shares.set(name, share)
  return present(asked, share)
}

/** A new link; the one before opens for five more minutes. */
function refresh(asked: AskedOfProject): Response {
  const { world } = asked
  const now = world.options.now()
  const before = world.state.shares.get(shareName(asked))
  const graces = (before?.graces ?? []).filter(({ until }) => until > now)
  const share: Share = {
    createdAt: now,
    token: newToken(),
    enabled: before?.enabled ?? false,
    settings: before?.settings ?? null,
    passwordRequired: before?.passwordRequired ?? false,
    graces: before === undefined ? graces : [...graces, { token: before.token, until: now + grace }],
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
