import { errorAnswer, json, notFound, permissionDenied, throttled } from './answers.ts'
import { endOf } from './data/recordingFacts.ts'
import { editionFacts } from './editions.ts'
import { findOpenShare } from './publicShares.ts'
import type { World } from './resource.ts'
import { within } from './state.ts'

function invalidToken(detail: string): Response {
  return errorAnswer(403, 'authentication_error', 'authentication_failed', detail)
}

function overLimit({ state, options }: World, token: string): boolean {
  const question = { key: `token ${token}`, rateClass: 'token', plan: options.ratePlan, edition: options.edition } as const
  return state.rates.refuse(question) !== null
}

/**
 * The answer to a request that carries a sharing token in place of a key (section C.5): what a public link shows, for a link
 * that is open and no other. Null where a key was sent, which then counts, or no token.
 */
export function answerStranger(
  world: World,
  request: Request,
  parameters: Record<string, string>,
  path: string,
): Response | null {
  const token = new URL(request.url).searchParams.get('sharing_access_token')
  if (token === null || request.headers.has('Authorization')) return null
  if (request.method !== 'GET') return invalidToken('Sharing access token can only be used for GET requests.')
  const open = findOpenShare(world, token)
  // A password has to be typed first: the bare token opens nothing then.
  if (open === null || open.share.passwordRequired) return invalidToken('Sharing access token is invalid.')
  if (overLimit(world, token)) return throttled('Request was throttled. Expected available in 60 seconds.')
  const isPaired = open.projectId === parameters['project'] && open.recordingId === parameters['recording']
  if (path !== 'session_recordings/:recording' || !isPaired) {
    return permissionDenied('You do not have permission to perform this action.')
  }
  const project = world.projects.find(({ id }) => String(id) === open.projectId)
  const position = project?.dataset.positionOf(open.recordingId) ?? null
  if (project === undefined || position === null || world.state.deleted.has(within(project, open.recordingId))) {
    return notFound(editionFacts[world.options.edition].missingRecording)
  }
  const facts = project.dataset.factsAt(position)
  const end = endOf(facts)
  return json({
    id: facts.id,
    recording_duration: facts.activity.durationSeconds,
    start_time: new Date(facts.startedAt).toISOString(),
    end_time: end === null ? null : new Date(end).toISOString(),
  })
}
