import { errorAnswer, html, json } from './host/answers.ts'
import { isPreflight, preflightAnswer, withCors } from './host/cors.ts'
import { createJournal, type Journal } from './host/journal.ts'
import { defaultOptions, type DemoOptions } from './host/options.ts'
import { pause } from './host/pause.ts'
import { createProjects } from './data/projects.ts'
import { answerPublicPage } from './shares/publicPages/answerPublicPage.ts'
import type { HostContext } from './host/resource.ts'
import { createRoutes, type Endpoints, rootOf } from './host/routes.ts'
import { capturedSessions } from './data/capturedSessions.ts'
import { seedShares } from './shares/seedShares.ts'
import { type SharedRecording, sharedRecordings } from './shares/publicShares.ts'
import { createSqlEngine, type SqlEngine } from './sql/engine.ts'
import { type DemoState, freshState } from './host/state.ts'
import { accountResources } from './endpoints/account.ts'
import { insightResources } from './endpoints/insights.ts'
import { personResources } from './endpoints/persons.ts'
import { queryResources } from './endpoints/query.ts'
import { recordingResources } from './endpoints/recordings.ts'
import { sessionPropertyResources } from './endpoints/sessionProperties.ts'
import { playlistResources } from './endpoints/playlists.ts'
import { sharePasswordResources } from './endpoints/sharePasswords.ts'
import { sharingResources } from './endpoints/sharing.ts'
import { snapshotResources } from './endpoints/snapshots.ts'
import { subscriptionDeliveryResources } from './endpoints/subscriptionDeliveries.ts'
import { subscriptionResources } from './endpoints/subscriptions.ts'
import { answerWithSharingToken } from './shares/answerWithSharingToken.ts'

/** Hosts of one time share the databases behind their SQL, which take seconds to fill. */
const processBegan = Date.now()

export type DemoHost = {
  fetch(request: Request): Promise<Response>
  options: DemoOptions
  /** Everything that is or was shared, the same as `GET /__demo/shares`. */
  sharedRecordings(): SharedRecording[]
}

function endpointsOf(sql: SqlEngine): Endpoints {
  return {
    account: accountResources,
    withSharingToken: answerWithSharingToken,
    project: [
      ...recordingResources,
      ...snapshotResources,
      ...sharingResources,
      ...sharePasswordResources,
      ...playlistResources,
      ...personResources,
      ...sessionPropertyResources,
      ...queryResources(sql),
      ...insightResources,
      ...subscriptionDeliveryResources,
      ...subscriptionResources,
    ],
  }
}

/** When PostHog takes the older addresses away, as its newest servers announce it. */
const sunset = 'Fri, 31 Jul 2026 00:00:00 GMT'

function announceSunset(request: Request, response: Response, edition: DemoOptions['edition']): void {
  const { pathname } = new URL(request.url)
  if (edition !== 'newest' || rootOf(pathname) !== 'environments') return
  const successor = pathname.replace('/api/environments/', '/api/projects/')
  response.headers.set('Deprecation', 'true')
  response.headers.set('Sunset', sunset)
  response.headers.set('Link', `<${successor}>; rel="successor-version"`)
}

/** For journeys, without a key: read or clear the `journal`, list all `shares`, or `reset` the state. */
function answerAboutSelf(request: Request, context: HostContext, journal: Journal, reset: () => void): Response {
  const open = { 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Methods': 'GET, DELETE, POST' }
  const call = `${request.method} ${new URL(request.url).pathname}`
  if (isPreflight(request)) return new Response(null, { status: 204, headers: open })
  if (call === 'GET /__demo/journal') return json(journal.entries(), 200, open)
  if (call === 'GET /__demo/shares') return json(sharedRecordings(context), 200, open)
  if (call === 'DELETE /__demo/journal') journal.clear()
  else if (call === 'POST /__demo/reset') reset()
  else return json({ detail: 'The demo host knows /__demo/journal, /__demo/shares and /__demo/reset.' }, 404, open)
  return new Response(null, { status: 204, headers: open })
}

/** A PostHog-compatible host: a function from request to response, and what was changed through it, in memory. */
export function createDemoHost(changes: Partial<DemoOptions> = {}): DemoHost {
  const options = { ...defaultOptions, ...changes }
  const { seed, count, countSubscriptions, edition } = options
  const anchor = options.anchor ?? (options.now === Date.now ? processBegan : options.now())
  const projects = createProjects(options, anchor, capturedSessions())
  const journal = createJournal(options.now, options.journalLength)

  function begin(): DemoState {
    const begunAt = options.now()
    return freshState(options.now, () => seedShares({ projects, options, anchor, begunAt }))
  }

  let context: HostContext = { options, anchor, projects, state: begin(), journal }
  const routes = createRoutes(
    () => context,
    endpointsOf(createSqlEngine({ sizes: { seed, count, countSubscriptions }, edition, anchor })),
  )

  function reset() {
    context = { ...context, state: begin() }
    journal.clear()
  }

  async function answerApi(request: Request): Promise<Response> {
    if (options.latencyMs > 0) await pause(options.latencyMs, request.signal)
    const response = isPreflight(request) ? preflightAnswer() : await routes.fetch(request)
    announceSunset(request, response, options.edition)
    return withCors(request, response)
  }

  async function answer(request: Request): Promise<Response> {
    const isApi = new URL(request.url).pathname.startsWith('/api/')
    try {
      return isApi ? await answerApi(request) : await answerPublicPage(context, request)
    } catch (error) {
      if (request.signal.aborted) return new Response(null, { status: 499 })
      console.error(error)
      if (!isApi) return html('500 Internal Server Error', 500)
      return withCors(request, errorAnswer(500, 'server_error', 'error', 'A server error occurred.'))
    }
  }

  return {
    options,
    sharedRecordings: () => sharedRecordings(context),
    async fetch(request) {
      if (new URL(request.url).pathname.startsWith('/__demo/')) return answerAboutSelf(request, context, journal, reset)
      const entry = journal.note(request)
      const response = await answer(request)
      entry.aborted = request.signal.aborted
      entry.status = entry.aborted ? 499 : response.status
      return response
    },
  }
}
