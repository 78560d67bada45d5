import { documentedWords } from './apiNotes.ts'
import { type Call, calls, type Found, refusedCall } from './calls.ts'
import { differencesOf, refusalOf } from './differences.ts'
import { type Answer, type Host, pageOrigin, pathOf, send } from './send.ts'
import { describeShape } from './shape.ts'
import { SmokeError } from './SmokeError.ts'

/** An answer of lines of JSON reads as a list of them; undefined if it is neither. The last line may be cut. */
function readJson({ text, isCut }: Answer): unknown {
  try {
    return JSON.parse(text)
  } catch {
    const lines = text
      .trim()
      .split('\n')
      .slice(0, isCut ? -1 : undefined)
    try {
      return lines.length > 0 && lines.every((line) => /^[[{]/.test(line))
        ? lines.map((line): unknown => JSON.parse(line))
        : undefined
    } catch {
      return undefined
    }
  }
}

const shownHeaders =
  /^(access-control-.*|cache-control|content-type|content-encoding|vary|retry-after|.*rate-?limit.*|deprecation|sunset)$/
const namedHeaders = new Set(['link', 'server-timing', 'etag', 'set-cookie', 'www-authenticate'])

function headerLine(headers: Headers): string {
  const shown = [...headers].flatMap(([name, value]) => {
    if (namedHeaders.has(name)) return [name]
    if (!shownHeaders.test(name)) return []
    const text = value.replaceAll(pageOrigin, '(the page’s origin)').replaceAll(/https?:\S+/g, '(URL)')
    return [`${name}: ${/^[\w\-(), =;:/*+.’]{1,300}$/.test(text) ? text : '(value taken out)'}`]
  })
  return `  headers: ${shown.join(' · ') || 'none that matter'}`
}

function sizeOf(text: string): string {
  return text.length < 1000 ? `${text.length} B` : `${(text.length / 1000).toFixed(1)} kB`
}

function headingOf(call: Call, found: Found): string {
  const path = pathOf(call, found.root, 'PROJECT', { recording: 'RECORDING', subscription: 'SUBSCRIPTION' })
  const names = Object.keys(call.query?.(found) ?? {})
  return `${call.method ?? 'GET'} /api${path}${names.length > 0 ? `?${names.join('&')}` : ''}`
}

async function answerTo(host: Host, call: Call, found: Found): Promise<Answer> {
  try {
    return await send(host, call, found)
  } catch (error) {
    if (found.isReached) return { status: 0, headers: new Headers(), text: '', isCut: false, milliseconds: 0 }
    throw new SmokeError('Nothing answered at the address of --host. Check the address.', { cause: error })
  }
}

/** Throws for what makes every other call useless. */
function assertUsable(call: Call, answer: Answer, json: unknown, key: string): void {
  const kind = refusalOf(answer, key)
  if (kind === 'bad-key') throw new SmokeError('The host rejected the key in REPLAY_DESK_KEY.')
  if (answer.status >= 300 && answer.status < 400) {
    throw new SmokeError('The host redirects to another address, and the key isn’t sent there. Use that address for --host.')
  }
  const isElsewhere = call.isAccount && (json === undefined || kind === 'endpoint-missing')
  if (isElsewhere) throw new SmokeError('The address of --host answers, but not as PostHog does. Check the address.')
  if (!call.isAccount && kind === 'wrong-project') {
    throw new SmokeError('The key can’t access the project of --project, or there is no such project.')
  }
}

type Report = { line: (text: string) => void; differences: string[] }

async function report(host: Host, call: Call, found: Found, { line, differences }: Report): Promise<void> {
  line(`\n${call.name} (posthog-api.md#${call.section})`)
  if (call.needs && found[call.needs] === null) {
    line(`  skipped: there is no ${call.needs} to ask for`)
    return
  }
  const answer = await answerTo(host, call, found)
  const json = readJson(answer)
  if (answer.status === 0) {
    line(`${headingOf(call, found)}: no answer`)
    differences.push(`${call.name}: isn’t answered`)
    return
  }
  line(`${headingOf(call, found)}: ${answer.status}, ${Math.round(answer.milliseconds)} ms, ${sizeOf(answer.text)}`)
  line(headerLine(answer.headers))
  if (!call.preflight) {
    const kind = refusalOf(answer, host.key)
    if (kind !== null) line(`  refused: ${kind}`)
    for (const one of json === undefined ? ['  body: not JSON'] : describeShape(json, documentedWords)) line(one)
    assertUsable(call, answer, json, host.key)
    if (kind === 'endpoint-missing' && !call.isAccount && found.root === null) {
      found.root = 'environments' // posthog-api.md#a-hosts-and-paths
      await report(host, call, found, { line, differences })
      return
    }
    if (!call.isAccount) found.root ??= 'projects'
    if (kind === null) call.learn?.(json, found)
  }
  for (const difference of differencesOf(call, answer, json, found, host.key)) {
    line(`  differs: ${difference}`)
    differences.push(`${call.name}: ${difference}`)
  }
}

/**
 * Calls the host once for each thing that the dashboard reads, and reports shapes without values, line by line. Changes nothing
 * there. Throws SmokeError if the host, key or project can't be used.
 */
export async function runSmoke(host: Host, print: (line: string) => void): Promise<void> {
  const line = (text: string) => print(text.replaceAll(host.key, '(key)'))
  const found: Found = { recording: null, segment: null, subscription: null, scopes: null, root: null, isReached: false }
  const differences: string[] = []
  line('Replay Desk: how this server answers. All values are taken out.')
  for (const call of calls) {
    await report(host, call, found, { line, differences })
    found.isReached = true
  }
  const refused = refusedCall(found)
  if (refused) await report(host, refused, found, { line, differences })
  else line('\nA call without scope\n  skipped: the key has every scope that could be tried, or its scopes are unknown')
  line(`\nDifferences from docs/posthog-api.md: ${differences.length === 0 ? 'none' : differences.length}`)
  for (const difference of differences) line(`- ${difference}`)
}
