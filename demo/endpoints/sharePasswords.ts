import { randomBytes } from 'node:crypto'
import { empty, invalidInput, json } from '../answers.ts'
import { readBody } from '../body.ts'
import { failures } from '../failures.ts'
import type { AskedOfProject, ProjectResource } from '../resource.ts'
import { countTry, type SharePassword } from '../state.ts'
import { ownerMail } from './account.ts'
import { needsPlan, shareName } from './sharing.ts'

async function create(asked: AskedOfProject): Promise<Response> {
  const { world, parameters } = asked
  if (parameters['recording'] === failures.passwordNeedsPlan.id) return needsPlan('Password management')
  const { raw_password: raw, note = '' } = await readBody(asked.request)
  const share = world.state.shares.get(shareName(asked))
  if (share?.passwordRequired !== true) {
    return json({ error: 'Password protection must be enabled before creating passwords' }, 400)
  }
  if (raw !== undefined && (typeof raw !== 'string' || raw.length < 8)) {
    return invalidInput('Password must be at least 8 characters long.', 'raw_password')
  }
  if (typeof note !== 'string' || note.length > 100) {
    return invalidInput('Ensure this field has no more than 100 characters.', 'note')
  }
  const made: SharePassword = {
    id: String(900 + countTry(world.state, 'share passwords')),
    raw: raw ?? randomBytes(12).toString('base64url'),
    createdAt: world.options.now(),
    note,
    createdBy: ownerMail,
  }
  share.passwords.push(made)
  const { id, createdAt, createdBy } = made
  return json({ id, password: made.raw, note, created_at: new Date(createdAt).toISOString(), created_by_email: createdBy }, 201)
}

function remove(asked: AskedOfProject): Response {
  const share = asked.world.state.shares.get(shareName(asked))
  const left = share?.passwords.filter(({ id }) => id !== asked.parameters['password']) ?? []
  if (share === undefined || left.length === share.passwords.length) return json({ error: 'Password not found' }, 404)
  share.passwords = left
  return empty(204)
}

/** Passwords of public links (section C.4). */
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
