import { invalidInput, json, Refusal } from '../host/answers.ts'
import { readBody } from '../host/body.ts'
import { editionFacts } from '../host/editions.ts'
import { readLinkSettings } from '../shares/linkSettings.ts'
import { accessLevel, requireChangeAllowed, requireEditor, requireSharing, isIgnored } from '../shares/refuseSharing.ts'
import type { ProjectCall, ProjectResource } from '../host/resource.ts'
import { changedShare, type LinkChange, newShare, newToken, renewedShare } from '../shares/share.ts'
import { type Share, type SharePassword, recordingKey } from '../host/state.ts'

export function shareKey({ project, parameters }: ProjectCall): string {
  return recordingKey(project, parameters['recording'] ?? '')
}

export function shareOf(call: ProjectCall): Share | undefined {
  return call.context.state.shares.get(shareKey(call))
}

function presentPassword({ id, createdAt, note, createdBy }: SharePassword) {
  return { id, created_at: new Date(createdAt).toISOString(), note, created_by_email: createdBy, is_active: true }
}

/** A recording that was never shared gets a new, useless token in every answer. */
function present(call: ProjectCall, share: Share | undefined): Response {
  const { edition } = call.context.options
  const basics = {
    created_at: share === undefined ? null : new Date(share.createdAt).toISOString(),
    enabled: share?.enabled ?? false,
    access_token: share?.token ?? newToken(),
  }
  if (!editionFacts[edition].linkSettings) return json(basics)
  return json({
    ...basics,
    settings: share?.settings ?? null,
    password_required: share?.passwordRequired ?? false,
    share_passwords: (share?.passwords ?? []).map(presentPassword),
    ...(edition === 'newest' ? { user_access_level: accessLevel(call) } : {}),
  })
}

function read(call: ProjectCall): Response {
  requireSharing(call)
  return present(call, shareOf(call))
}

function readFlag(body: Record<string, unknown>, name: string, before: boolean): boolean {
  const value = body[name] ?? before
  if (typeof value !== 'boolean') throw new Refusal(invalidInput('Must be a valid boolean.', name))
  return value
}

/** Servers of before the settings do not look at what they do not know. */
function readChange({ context }: ProjectCall, body: Record<string, unknown>, before: Share): LinkChange {
  const { edition } = context.options
  const { settings, passwordRequired } = before
  const enabled = readFlag(body, 'enabled', before.enabled)
  if (!editionFacts[edition].linkSettings) return { enabled, settings, passwordRequired }
  return {
    enabled,
    settings: 'settings' in body ? readLinkSettings(body['settings'], edition) : settings,
    passwordRequired: readFlag(body, 'password_required', passwordRequired),
  }
}

async function change(call: ProjectCall): Promise<Response> {
  const { options, state } = call.context
  const body = await readBody(call.request)
  requireChangeAllowed(call, body)
  const before = shareOf(call) ?? newShare(options.now())
  if (isIgnored(call, body)) return present(call, before)
  const { newLinkEachTime } = editionFacts[options.edition]
  const share = changedShare(before, readChange(call, body, before), options.now(), newLinkEachTime)
  state.shares.set(shareKey(call), share)
  return present(call, share)
}

function refresh(call: ProjectCall): Response {
  requireEditor(call)
  const { options, state } = call.context
  const before = shareOf(call)
  const share = before === undefined ? newShare(options.now()) : renewedShare(before, options.now())
  state.shares.set(shareKey(call), share)
  return present(call, share)
}

/** Public links of recordings (posthog-api.md#c-sharing-of-a-recording). None of these asks whether the recording exists. */
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
