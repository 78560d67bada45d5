import { empty, errorAnswer, html, invalidInput, json, notFound, Refusal } from '../host/answers.ts'
import { readBody } from '../host/body.ts'
import type { RecordingFacts } from '../data/recordingFacts.ts'
import { editionFacts } from '../host/editions.ts'
import { failures } from '../data/failures.ts'
import { answerList, showing } from '../lists/listAnswer.ts'
import { readListQuestion } from '../lists/listQuestion.ts'
import { troubleWithList } from '../lists/listTroubles.ts'
import { pause } from '../host/pause.ts'
import { presentRecording } from '../lists/presentRecording.ts'
import type { AskedOfProject, ProjectResource } from '../host/resource.ts'
import { countTry, within } from '../host/state.ts'
import { bulkDelete } from './bulkDelete.ts'

async function list(asked: AskedOfProject): Promise<Response> {
  const trouble = await troubleWithList(asked)
  if (trouble !== null) return trouble
  const { options } = asked.world
  return answerList(asked, readListQuestion(asked.url, options.edition, options.now(), asked.project.timezone))
}

function missing({ world }: AskedOfProject): Response {
  return notFound(editionFacts[world.options.edition].missingRecording)
}

/** The recording that the address names, unless it was deleted. */
function findRecording(asked: AskedOfProject): RecordingFacts {
  const { project, world } = asked
  const id = asked.parameters['recording'] ?? ''
  const position = project.dataset.positionOf(id)
  const isGone = id === failures.gone.id || world.state.deleted.has(within(project, id))
  if (position === null || isGone) throw new Refusal(missing(asked))
  return project.dataset.factsAt(position)
}

async function retrieve(asked: AskedOfProject): Promise<Response> {
  const { world, key, request } = asked
  const facts = findRecording(asked)
  if (facts.id === failures.answersSlowly.id) await pause(world.options.slowRecordingMs, request.signal)
  if (facts.id === failures.answersWithHtml.id) return html('502 Bad Gateway', 502)
  if (facts.id === failures.breaksOnce.id && countTry(world.state, `${key.value} ${facts.id}`) === 1) {
    return errorAnswer(500, 'server_error', 'error', 'A server error occurred.')
  }
  return json(presentRecording(facts, showing(asked, 'one')))
}

async function change(asked: AskedOfProject): Promise<Response> {
  const { world, project } = asked
  const facts = findRecording(asked)
  const body = await readBody(asked.request)
  if (body['viewed'] !== true && body['analyzed'] !== true) {
    return invalidInput("At least one of 'viewed' or 'analyzed' must be provided.")
  }
  if (body['viewed'] === true) world.state.viewed.add(within(project, facts.id))
  if (world.options.edition === 'documented') return json(presentRecording(facts, showing(asked, 'one')))
  return json({ success: true })
}

function remove(asked: AskedOfProject): Response {
  const { world, project } = asked
  const id = asked.parameters['recording'] ?? ''
  if (id === failures.refusesToBeDeleted.id) {
    return errorAnswer(500, 'server_error', 'recording_api_failure', 'Failed to delete recording via recording-api')
  }
  const { shreds } = editionFacts[world.options.edition]
  if (!shreds) findRecording(asked)
  if (project.dataset.positionOf(id) !== null) world.state.deleted.set(within(project, id), world.options.now())
  return empty(204)
}

/** Session recordings (posthog-api.md#b-session-recordings). */
export const recordingResources: readonly ProjectResource[] = [
  {
    path: 'session_recordings',
    badKeyStatus: 403,
    methods: { GET: { scope: 'session_recording:read', rateClass: 'list', answer: list } },
  },
  {
    path: 'session_recordings/bulk_delete',
    badKeyStatus: 403,
    methods: { POST: { scope: 'session_recording:write', rateClass: 'general', answer: bulkDelete } },
  },
  {
    path: 'session_recordings/:recording',
    badKeyStatus: 403,
    methods: {
      GET: { scope: 'session_recording:read', rateClass: 'clickhouse', answer: retrieve },
      PATCH: { scope: 'session_recording:write', rateClass: 'general', answer: change },
      DELETE: { scope: 'session_recording:write', rateClass: 'general', answer: remove },
    },
  },
]
