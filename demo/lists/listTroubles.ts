import { errorAnswer, html, json, listBroke, throttled } from '../host/answers.ts'
import type { ListTrouble } from '../host/keys.ts'
import { pause } from '../host/pause.ts'
import type { AskedOfProject } from '../host/resource.ts'
import { countTry } from '../host/state.ts'

function isFirstOfTwo({ world, key }: AskedOfProject, what = ''): boolean {
  return countTry(world.state, `${key.value} ${what}`) % 2 === 1
}

/** The same address on another origin that leads here as well. */
function elsewhere(url: URL): string {
  const address = new URL(url)
  address.hostname = url.hostname === 'localhost' ? '127.0.0.1' : 'localhost'
  return address.href
}

type Trouble = (asked: AskedOfProject) => Response | null | Promise<Response | null>

const troubles: Record<ListTrouble, Trouble> = {
  html: () => html('Please sign in to the office network'),
  odd: () => json({ hello: 'world' }),
  broken: () => listBroke(),
  async slow({ world, request }) {
    await pause(world.options.slowListMs, request.signal)
    return null
  },
  throttled: (asked) => (isFirstOfTwo(asked) ? throttled('Request was throttled. Expected available in 2 seconds.') : null),
  busy: (asked) => (isFirstOfTwo(asked) ? throttled('ClickHouse is at capacity. Try again later.') : null),
  flaky: (asked) =>
    isFirstOfTwo(asked, asked.url.href)
      ? errorAnswer(503, 'server_error', 'database_unavailable', 'The database is temporarily unavailable.')
      : null,
  redirect: ({ url }) => new Response(null, { status: 302, headers: { Location: elsewhere(url) } }),
}

/** What goes wrong with the list for this key; null where nothing does, or not this time. */
export async function troubleWithList(asked: AskedOfProject): Promise<Response | null> {
  return asked.key.trouble === null ? null : troubles[asked.key.trouble](asked)
}
