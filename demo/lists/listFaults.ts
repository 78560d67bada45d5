import { errorAnswer, html, json, listBroke, throttled } from '../host/answers.ts'
import type { ListFault } from '../host/keys.ts'
import { pause } from '../host/pause.ts'
import type { ProjectCall } from '../host/resource.ts'
import { countAttempt } from '../host/state.ts'

function isOddAttempt({ context, key }: ProjectCall, what = ''): boolean {
  return countAttempt(context.state, `${key.value} ${what}`) % 2 === 1
}

/** The same URL on another origin of this host. */
function elsewhere(url: URL): string {
  const address = new URL(url)
  address.hostname = url.hostname === 'localhost' ? '127.0.0.1' : 'localhost'
  return address.href
}

type FaultAnswer = (call: ProjectCall) => Response | null | Promise<Response | null>

const faults: Record<ListFault, FaultAnswer> = {
  html: () => html('Please sign in to the office network'),
  odd: () => json({ hello: 'world' }),
  broken: () => listBroke(),
  async slow({ context, request }) {
    await pause(context.options.slowListMs, request.signal)
    return null
  },
  throttled: (call) => (isOddAttempt(call) ? throttled('Request was throttled. Expected available in 2 seconds.') : null),
  busy: (call) => (isOddAttempt(call) ? throttled('ClickHouse is at capacity. Try again later.') : null),
  flaky: (call) =>
    isOddAttempt(call, call.url.href)
      ? errorAnswer(503, 'server_error', 'database_unavailable', 'The database is temporarily unavailable.')
      : null,
  redirect: ({ url }) => new Response(null, { status: 302, headers: { Location: elsewhere(url) } }),
}

/** The failing answer of the list for this key; null if it works this time. */
export async function listFaultOf(call: ProjectCall): Promise<Response | null> {
  return call.key.fault === null ? null : faults[call.key.fault](call)
}
