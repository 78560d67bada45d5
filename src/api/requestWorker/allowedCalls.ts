/** `kind` says whether the call changes something on the server. */
type Rule = readonly [methods: string, path: RegExp, kind: 'reads' | 'writes']

const rule = (methods: string, path: string, kind: Rule[2] = 'reads'): Rule => [
  methods,
  new RegExp(`^/api${path.replaceAll(':id', '[^/]+').replace('/in', '/(?:projects|environments)/[^/]+')}/?$`),
  kind,
]

const recording = '/in/session_recordings/:id'
const subscription = '/in/subscriptions/:id'

/** All calls that Replay Desk makes (docs/posthog-api.md); the worker sends nothing else. HogQL cannot write. */
const rules: readonly Rule[] = [
  rule('GET', '/users/@me'),
  rule('GET', '/personal_api_keys/@current'),
  rule('GET', '/projects'),
  rule('GET', '/projects/:id'),
  rule('GET', '/in/query/draft_sql'),
  rule('POST', '/in/query'),
  rule('GET DELETE', '/in/query/:id'),
  rule('GET', '/in/session_recordings'),
  rule('POST', '/in/session_recordings/bulk_delete', 'writes'),
  rule('GET', recording),
  rule('PATCH DELETE', recording, 'writes'),
  rule('GET', `${recording}/snapshots`),
  rule('GET', `${recording}/sharing`),
  rule('PATCH', `${recording}/sharing`, 'writes'),
  rule('POST', `${recording}/sharing/refresh`, 'writes'),
  rule('POST', `${recording}/sharing/passwords`, 'writes'),
  rule('DELETE', `${recording}/sharing/passwords/:id`, 'writes'),
  rule('GET', '/in/sessions/property_definitions'),
  rule('GET', '/in/sessions/values'),
  rule('GET', '/in/session_recording_playlists/synthetic-shared'),
  rule('GET', '/in/session_recording_playlists/synthetic-shared/recordings'),
  rule('GET', '/in/persons'),
  rule('GET', '/in/persons/deletion_status'),
  rule('POST', '/in/persons/bulk_delete', 'writes'),
  rule('GET', '/in/insights/:id'),
  rule('GET', '/in/subscriptions'),
  rule('GET', subscription),
  rule('PATCH', subscription, 'writes'),
  rule('POST', `${subscription}/test-delivery`, 'writes'),
  rule('GET', `${subscription}/deliveries`),
]

/** Whether Replay Desk makes this call, and whether it changes something; null for any other call. */
export function kindOfCall(method: string, url: string): Rule[2] | null {
  const { pathname } = new URL(url)
  return rules.find(([methods, path]) => methods.split(' ').includes(method) && path.test(pathname))?.[2] ?? null
}
