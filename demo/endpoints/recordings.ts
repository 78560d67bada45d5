import { empty, errorAnswer, html, invalidInput, json, notFound, Refusal } from '../host/answers.ts'
import { readBody } from '../host/body.ts'
import type { RecordingFacts } from '../data/recordingFacts.ts'
import { editionFacts } from '../host/editions.ts'
import { failures } from '../data/failures.ts'
import { answerList, presentOptions } from '../lists/listAnswer.ts'
import { readListQuery } from '../lists/listQuery.ts'
import { listFaultOf } from '../lists/listFaults.ts'
import { pause } from '../host/pause.ts'
import { presentRecording } from '../lists/presentRecording.ts'
import type { ProjectCall, ProjectResource } from '../host/resource.ts'
import { countAttempt, recordingKey } from '../host/state.ts'
import { bulkDelete } from './bulkDelete.ts'

async function list(call: ProjectCall): Promise<Response> {
  const fault = await listFaultOf(call)
  if (fault !== null) return fault
  const { options } = call.context
  return answerList(call, readListQuery(call.url, options.edition, options.now(), call.project.timezone))
}

function missing({ context }: ProjectCall): Response {
  return notFound(editionFacts[context.options.edition].missingRecording)
}

/** The recording that the address names, unless it was deleted. */
function findRecording(call: ProjectCall): RecordingFacts {
  const { project, context } = call
  const id = call.parameters['recording'] ?? ''
  const position = project.dataset.positionOf(id)
  const isGone = id === failures.gone.id || context.state.deleted.has(recordingKey(project, id))
  if (position === null || isGone) throw new Refusal(missing(call))
  return project.dataset.factsAt(position)
}

async function retrieve(call: ProjectCall): Promise<Response> {
  const { context, key, request } = call
  const facts = findRecording(call)
  if (facts.id === failures.answersSlowly.id) await pause(context.options.slowRecordingMs, request.signal)
  if (facts.id === failures.answersWithHtml.id) return html('502 Bad Gateway', 502)
  if (facts.id === failures.breaksOnce.id && countAttempt(context.state, `${key.value} ${facts.id}`) === 1) {
    return errorAnswer(500, 'server_error', 'error', 'A server error occurred.')
  }
  return json(presentRecording(facts, presentOptions(call, 'one')))
}

async function change(call: ProjectCall): Promise<Response> {
  const { context, project } = call
  const facts = findRecording(call)
  const body = await readBody(call.request)
  if (body['viewed'] !== true && body['analyzed'] !== true) {
    return invalidInput("At least one of 'viewed' or 'analyzed' must be provided.")
  }
  if (body['viewed'] === true) context.state.viewed.add(recordingKey(project, facts.id))
  if (context.options.edition === 'documented') return json(presentRecording(facts, presentOptions(call, 'one')))
  return json({ success: true })
}

function remove(call: ProjectCall): Response {
  const { context, project } = call
  const id = call.parameters['recording'] ?? ''
  if (id === failures.refusesToBeDeleted.id) {
    return errorAnswer(500, 'server_error', 'recording_api_failure', 'Failed to delete recording via recording-api')
  }
  const { erasesDeleted } = editionFacts[context.options.edition]
  if (!erasesDeleted) findRecording(call)
  if (project.dataset.positionOf(id) !== null) context.state.deleted.set(recordingKey(project, id), context.options.now())
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
    methods: { POST: { scope: 'session_recording:write', rateClass: 'clickhouse', answer: bulkDelete } },
  },
  {
    path: 'session_recordings/:recording',
    badKeyStatus: 403,
    methods: {
      GET: { scope: 'session_recording:read', rateClass: 'clickhouse', answer: retrieve },
      PATCH: { scope: 'session_recording:write', rateClass: 'clickhouse', answer: change },
      DELETE: { scope: 'session_recording:write', rateClass: 'clickhouse', answer: remove },
    },
  },
]
