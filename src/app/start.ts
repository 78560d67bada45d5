// Runs before the app: sets the color scheme before the first paint, requests the first rows, and preloads the code of the
// screen. A classic script in its own file, because the Content-Security-Policy forbids inline scripts.
import type { EarlyRequest } from '#api/http/earlyRequest.ts'
import { apiUrl, projectPath, type QueryValues, requestInit } from '#api/http/requestInit.ts'
import type { FromRequestWorker, HostRequest, HostResponse, ToRequestWorker } from '#api/requestWorker/messages.ts'
import type { ApiRoot } from '#storage/apiRoot.ts'
import { mayBePaused } from '#api/rateLimit/mayBePaused.ts'
import { recordingParameters } from '#api/recordings/recordingFilters.ts'
import { subscriptionParameters, walkOrdering } from '#api/subscriptions/subscriptionParameters.ts'
import { allowOwnWorkers } from '#lib/allowOwnWorkers.ts'
import { rowsPerCall } from '#lib/slice.ts'
import { questionOf, recordingsSearch } from '#pages/recordings/recordingsSearch.ts'

/** Files of each screen, written by `scripts/startScript.ts`. Recordings is in the first load. */
declare const SCREEN_FILES: Record<string, readonly string[]>
/** The worker that sends all requests; "" in development. */
declare const WORKER_FILE: string

/** The part of the stored settings (src/storage/settings.ts) that this script uses. With any other shape it does nothing. */
type Stored = {
  colorScheme?: string
  activeId: string
  connections: { id: string; host: string; key: string; keyKept: 'device' | 'tab' | 'vault'; root?: ApiRoot }[]
}

type StoredUnder = {
  'replay-desk': Stored
  'replay-desk-keys': Record<string, string>
  'replay-desk-no-store': Record<string, string[]>
}

function setColorScheme(stored: Stored | null) {
  const isDark = matchMedia('(prefers-color-scheme: dark)').matches
  const setting = stored?.colorScheme
  const scheme = setting === 'light' || setting === 'dark' ? setting : isDark ? 'dark' : 'light'
  document.documentElement.setAttribute('data-mantine-color-scheme', scheme)
}

function addLink(rel: string, href: string) {
  document.head.append(Object.assign(document.createElement('link'), { rel, href, crossOrigin: '' }))
}

/** Exactly the query that the screen sends first; null if the URL alone doesn't determine it. */
function firstQuery(screen: string | undefined): [path: string, query: QueryValues] | null {
  const params = new URLSearchParams(location.search)
  if (screen === 'recordings' && !params.has('session_ids')) {
    const search = recordingsSearch.read(params)
    const { limit, offset } = search
    const question = questionOf(search, [])
    return question.signals ? null : ['/session_recordings/', { limit, offset, ...recordingParameters(question) }]
  }
  if (screen === 'subscriptions') {
    return ['/subscriptions/', subscriptionParameters({ limit: rowsPerCall, offset: 0 }, { ordering: walkOrdering })]
  }
  return null
}

/** Reads what `src/lib/stored.ts` wrote, unchecked; null if there is nothing. Throws if it is damaged. */
function readStored<Name extends keyof StoredUnder>(area: Storage, name: Name): StoredUnder[Name] | null {
  const value: StoredUnder[Name] | null = JSON.parse(area.getItem(name) ?? 'null')
  return value
}

/** Has the worker send a request with a key that only it has. The app's own requests have higher IDs. */
function sendByWorker(
  worker: SharedWorker,
  request: Pick<HostRequest, 'connectionId' | 'url' | 'cache'>,
  signal: AbortSignal,
): Promise<HostResponse> {
  const post = (message: ToRequestWorker) => worker.port.postMessage(message, [])
  return new Promise((resolve, reject) => {
    worker.port.addEventListener('message', ({ data }: MessageEvent<FromRequestWorker>) => {
      if (data.type === 'response' && data.id === 0) resolve(data.response)
      if (data.type !== 'failed' || data.id !== 0) return
      if (data.reason === 'locked') window.earlyRequest = undefined // nothing was sent
      reject(new Error(data.reason))
    })
    worker.port.start()
    signal.addEventListener('abort', () => post({ type: 'abort', id: 0 }))
    post({ type: 'request', id: 0, request: { ...request, method: 'GET', isReadOnly: true, isStreamed: false } })
  })
}

async function sendByPage(key: string, url: string, cache: HostRequest['cache'], signal: AbortSignal): Promise<HostResponse> {
  performance.mark(`early ${url}`) // for the page that counts requests: browsers tell it no sizes of other origins
  // oxlint-disable-next-line no-restricted-globals -- the app's own request function loads later and adopts this request
  const response = await fetch(url, { ...requestInit({ key, method: 'GET', cache }), signal })
  const { status, type, headers } = response
  const text = await response.text()
  performance.mark(`early ${url}`, { detail: text.length })
  return {
    status,
    isRedirect: type === 'opaqueredirect',
    cacheControl: headers.get('Cache-Control'),
    text,
  }
}

function sendEarlyRequest(stored: Stored, projectId: string, screen: string | undefined) {
  const connection = stored.connections.find(({ id }) => id === stored.activeId)
  if (!connection || new URL(connection.host).origin !== connection.host) return
  const { id, host, root = 'projects', keyKept } = connection
  const key = keyKept === 'device' ? connection.key : (readStored(sessionStorage, 'replay-desk-keys')?.[id] ?? '')
  // Another tab may have unlocked the vault, where all tabs share one worker.
  const isShared = keyKept === 'vault' && typeof SharedWorker !== 'undefined' && WORKER_FILE !== ''
  if (!key && !isShared) return
  const first = mayBePaused() ? null : firstQuery(screen)
  if (!first) return addLink('preconnect', host)
  const [path, query] = first
  const url = apiUrl(host, projectPath(root, projectId, path), query)
  const controller = new AbortController()
  const noStorePaths = readStored(localStorage, 'replay-desk-no-store') ?? {}
  const cache = noStorePaths[id]?.includes(path) ? 'default' : 'no-store'
  const { signal } = controller
  allowOwnWorkers()
  if (isShared) window.requestWorker = new SharedWorker(WORKER_FILE, { type: 'module', name: 'requests' })
  const request = window.requestWorker
    ? sendByWorker(window.requestWorker, { connectionId: id, url, cache }, signal)
    : sendByPage(key, url, cache, signal)
  const early: EarlyRequest = {
    connectionId: id,
    url,
    hasKey: (other) => other === key,
    answer: request.then((response) => {
      early.isAnswered = response.status >= 200 && response.status < 300
      return response
    }),
    isAnswered: false,
    abort: () => controller.abort(),
  }
  early.answer.catch(() => undefined) // the app handles the error
  window.earlyRequest = early
}

/** Puts a file into the browser's cache. Firefox refuses rel="prefetch" under `default-src 'none'`, and Safari doesn't know it. */
function loadAhead(file: string) {
  // oxlint-disable-next-line no-restricted-globals -- a file of the dashboard, not a request to the host
  void fetch(file, { priority: 'low' }).then(
    (response) => response.arrayBuffer(),
    () => undefined,
  )
}

function start() {
  let stored: Stored | null = null
  try {
    stored = readStored(localStorage, 'replay-desk')
  } catch {
    // The storage is damaged or blocked.
  }
  setColorScheme(stored)
  const { pathname } = location
  const [, projectId, screen = 'overview', rest] = /^\/project\/([^/]+)(?:\/([^/]+))?\/?(.*)$/.exec(pathname) ?? []
  try {
    if (stored && projectId && !rest) sendEarlyRequest(stored, decodeURIComponent(projectId), screen)
  } catch {
    // The app shows what is wrong with the settings or the URL.
  }
  const isProject = projectId !== undefined || (pathname === '/' && Boolean(stored?.activeId))
  const name = isProject ? `${screen}${rest ? '/:id' : ''}` : pathname.slice(1)
  for (const file of SCREEN_FILES[name] ?? []) {
    if (file.endsWith('.css')) loadAhead(file)
    else addLink('modulepreload', file)
  }
}

start()
