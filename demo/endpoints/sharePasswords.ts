import { randomBytes } from 'node:crypto'
import { empty, invalidInput, json, Refusal } from '../host/answers.ts'
import { readBody } from '../host/body.ts'
import { demandEditor, demandPlan } from '../shares/refuseSharing.ts'
import type { AskedOfProject, ProjectResource } from '../host/resource.ts'
import { countTry, type SharePassword } from '../host/state.ts'
import { robin } from '../data/colleagues.ts'
import { shareName, shareOf } from './sharing.ts'

const shortest = 8
const longestNote = 100

/** Text that may be left out; an empty one counts as left out. */
function readText(body: Record<string, unknown>, name: string): string {
  const value = body[name] ?? ''
  if (typeof value !== 'string') throw new Refusal(invalidInput('Not a valid string.', name))
  return value
}

function readWish(body: Record<string, unknown>): { raw: string; note: string } {
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

async function create(asked: AskedOfProject): Promise<Response> {
  const { options, state } = asked.world
  demandEditor(asked)
  demandPlan(asked, 'Password management')
  const body = await readBody(asked.request)
  const share = shareOf(asked)
  if (share?.passwordRequired !== true) {
    return json({ error: 'Password protection must be enabled before creating passwords' }, 400)
  }
  const { raw, note } = readWish(body)
  const id = String(9000 + countTry(state, 'share passwords'))
  const made: SharePassword = { id, raw, note, createdAt: options.now(), createdBy: robin.email }
  state.shares.set(shareName(asked), { ...share, passwords: [...share.passwords, made] })
  const created_at = new Date(made.createdAt).toISOString()
  return json({ id, password: raw, note, created_at, created_by_email: robin.email }, 201)
}

function remove(asked: AskedOfProject): Response {
  demandEditor(asked)
  demandPlan(asked, 'Password management')
  const share = shareOf(asked)
  const passwords = share?.passwords.filter(({ id }) => id !== asked.parameters['password']) ?? []
  if (share === undefined || passwords.length === share.passwords.length) return json({ error: 'Password not found' }, 404)
  asked.world.state.shares.set(shareName(asked), { ...share, passwords })
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
