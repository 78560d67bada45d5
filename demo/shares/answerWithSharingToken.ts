import { errorAnswer, json, notFound, permissionDenied } from '../host/answers.ts'
import { editionFacts } from '../host/editions.ts'
import { failures } from '../data/failures.ts'
import { presentRecording } from '../lists/presentRecording.ts'
import { findOpenShare, type OpenShare, recordingBehind } from './publicShares.ts'
import type { HostContext } from '../host/resource.ts'
import { recordingKey } from '../host/state.ts'

function invalidToken(detail: string): Response {
  return errorAnswer(403, 'authentication_error', 'authentication_failed', detail)
}

/** A sharing token reads only the times and the duration of a recording. */
function retrieve(context: HostContext, open: OpenShare, id: string): Response {
  const { options, state } = context
  const { project } = open
  const gone = notFound(editionFacts[options.edition].missingRecording)
  if (state.deleted.has(recordingKey(project, id))) return gone
  if (id !== open.recordingId) return permissionDenied('You do not have permission to perform this action.')
  const facts = id === failures.gone.id ? null : recordingBehind(context, open)
  if (facts === null) return gone
  const { edition, now } = options
  const { recording_duration, start_time, end_time } = presentRecording(facts, { edition, project, state, now: now(), as: 'one' })
  return json({ id, recording_duration, start_time, end_time })
}

/**
 * The answer to a request that carries a sharing token in place of a key, where a view takes such
 * (posthog-api.md#c5-public-pages). Null where a key was sent, which then counts, or no token; and for a link behind a password,
 * which is as good as none: nobody asked who it is.
 */
export function answerWithSharingToken(
  context: HostContext,
  request: Request,
  parameters: Record<string, string>,
  path: string,
): Response | null {
  const { state, options, journal } = context
  const token = new URL(request.url).searchParams.get('sharing_access_token')
  if (token === null || token === '' || request.headers.has('Authorization')) return null
  if (request.method !== 'GET') return invalidToken('Sharing access token can only be used for GET requests.')
  const open = findOpenShare(context, token)
  if (open === null) return invalidToken('Sharing access token is invalid.')
  if (open.link.passwordRequired) return null
  journal.classify(request, 'token')
  const { ratePlan: plan, edition } = options
  const refusal = state.rates.refuse({ key: `token ${token}`, rateClass: 'token', plan, edition })
  if (refusal !== null) return refusal
  const isOfPerson = path === 'session_recordings/:recording' && parameters['project'] === String(open.project.id)
  if (!isOfPerson) return permissionDenied('You do not have permission to perform this action.')
  return retrieve(context, open, parameters['recording'] ?? '')
}
