import { randomBytes } from 'node:crypto'
import { empty, invalidInput, json, Refusal } from '../host/answers.ts'
import { readBody } from '../host/body.ts'
import { requireEditor, requirePlan } from '../shares/refuseSharing.ts'
import type { ProjectCall, ProjectResource } from '../host/resource.ts'
import { countAttempt, type SharePassword } from '../host/state.ts'
import { robin } from '../data/colleagues.ts'
import { shareKey, shareOf } from './sharing.ts'

const shortest = 8
const longestNote = 100

/** Text that may be left out; an empty one counts as left out. */
function readText(body: Record<string, unknown>, name: string): string {
  const value = body[name] ?? ''
  if (typeof value !== 'string') throw new Refusal(invalidInput('Not a valid string.', name))
  return value
}

function readPasswordRequest(body: Record<string, unknown>): { raw: string; note: string } {
  const raw = readText(body, 'raw_password')
  const note = readText(body, 'note')
  if (raw !== '' && raw.length < shortest) {
    throw new Refusal(invalidInput(`Password must be at least ${shortest} characters long.`, 'raw_password'))
  }
  if (note.length > longestNote) {
    throw new Refusal(invalidInput(`Ensure this field has no more than ${longestNote} characters.`, 'note'))
  }
  return { raw: raw === '' ? randomBytes(12).toString('base64url') : raw, note }
}

async function create(call: ProjectCall): Promise<Response> {
  const { options, state } = call.context
  requireEditor(call)
  requirePlan(call, 'Password management')
  const body = await readBody(call.request)
  const share = shareOf(call)
  if (share?.passwordRequired !== true) {
    return json({ error: 'Password protection must be enabled before creating passwords' }, 400)
  }
  const { raw, note } = readPasswordRequest(body)
  const id = String(9000 + countAttempt(state, 'share passwords'))
  const made: SharePassword = { id, raw, note, createdAt: options.now(), createdBy: robin.email }
  state.shares.set(shareKey(call), { ...share, passwords: [...share.passwords, made] })
  const created_at = new Date(made.createdAt).toISOString()
  return json({ id, password: raw, note, created_at, created_by_email: robin.email }, 201)
}

function remove(call: ProjectCall): Response {
  requireEditor(call)
  requirePlan(call, 'Password management')
  const share = shareOf(call)
  const passwords = share?.passwords.filter(({ id }) => id !== call.parameters['password']) ?? []
  if (share === undefined || passwords.length === share.passwords.length) return json({ error: 'Password not found' }, 404)
  call.context.state.shares.set(shareKey(call), { ...share, passwords })
  return empty(204)
}

/** Passwords of public links (posthog-api.md#c4-passwords). */
export const sharePasswordResources: readonly ProjectResource[] = [
  {
    path: 'session_recordings/:recording/sharing/passwords',
    badKeyStatus: 401,
    editions: ['mid', 'newest'],
    methods: { POST: { scope: 'sharing_configuration:write', rateClass: 'general', answer: create } },
  },
  {
    path: 'session_recordings/:recording/sharing/passwords/:password',
    badKeyStatus: 401,
    editions: ['mid', 'newest'],
    methods: { DELETE: { scope: 'sharing_configuration:write', rateClass: 'general', answer: remove } },
  },
]
