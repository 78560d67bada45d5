import { below, pick, type Random } from './random.ts'

/** What servers, proxies and attackers put where something else should be. */
const oddValues: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  0.5,
  1e308,
  -1e15,
  9_007_199_254_740_992,
  8_640_000_000_000_001,
  '',
  ' ',
  '\u0000',
  '\uD800',
  'a\uDFFFb',
  '\u202Egpj.exe',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '%',
  '%2F..%2F',
  '../../api',
  'javascript:alert(1)',
  'http://',
  '<img src=x onerror=alert(1)>',
  '2026-13-45T99:99:99Z',
  '9999-12-31T23:59:59Z',
  '-271821-04-20T00:00:00Z',
  '0001-01-01',
  'NaN',
  '1e999',
  'x'.repeat(20_000),
  'é'.repeat(300),
  [],
  [null],
  [[[[[[]]]]]],
  [1, 'a', null, {}],
  {},
  { length: 3 },
  { toString: 1, valueOf: null, constructor: null },
  { id: null, results: null, next: null },
]

const oddBodies = ['', 'null', '[]', '{}', '"text"', '0', '{"results":', '<!doctype html><title>Sign in</title>', '\uFEFF{}']

const oddStatuses = [200, 201, 204, 301, 400, 401, 402, 403, 404, 409, 413, 418, 429, 500, 502, 503, 599]

type Slot = { holder: object; key: string }

function slotsOf(json: unknown): Slot[] {
  const slots: Slot[] = []
  const waiting = [json]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (typeof next !== 'object' || next === null) continue
    for (const [key, value] of Object.entries(next)) {
      slots.push({ holder: next, key })
      waiting.push(value)
    }
  }
  return slots
}

function read({ holder, key }: Slot): unknown {
  return Reflect.get(holder, key)
}

/** A copy, because later changes must not reach odd values. `holder['__proto__'] = …` would add nothing to the answer. */
function write({ holder, key }: Slot, value: unknown): void {
  Object.defineProperty(holder, key, { value: structuredClone(value), enumerable: true, configurable: true, writable: true })
}

/** `String` calls methods of an object, which may be damaged. */
function textOf(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
}

const changes: readonly ((slot: Slot, slots: readonly Slot[], random: Random) => void)[] = [
  (slot, _, random) => write(slot, pick(random, oddValues)),
  (slot, slots, random) => write(slot, read(pick(random, slots))), // something right in a wrong place
  (slot) => void Reflect.deleteProperty(slot.holder, slot.key),
  (slot) => write(slot, [read(slot)]),
  (slot) => write(slot, textOf(read(slot))),
  ({ holder, key }, _, random) => {
    if (!Array.isArray(holder)) write({ holder, key: pick(random, ['__proto__', 'constructor', '', '0', `${key}_`]) }, 1)
  },
  ({ holder }) => {
    if (Array.isArray(holder)) holder.push(...holder.slice(0, 3)) // the same rows again
  },
  (slot, slots, random) => {
    const value = pick(random, oddValues)
    for (const one of slots) if (one.key === slot.key) write(one, value) // in every row
  },
]

/** JSON text with one to six changes; a part of any other text. */
function damageJson(text: string, random: Random): string {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return text.slice(0, below(random, text.length))
  }
  for (let left = 1 + below(random, 6); left > 0; left -= 1) {
    const slots = slotsOf(json)
    if (slots.length > 0) pick(random, changes)(pick(random, slots), slots, random)
  }
  return JSON.stringify(json)
}

function damageLines(text: string, random: Random): string {
  const lines = text.split('\n')
  for (let left = 1 + below(random, 8); left > 0; left -= 1) {
    const index = below(random, lines.length)
    lines[index] = damageJson(lines[index] ?? '', random)
  }
  return lines.join('\n')
}

function damageText(text: string, random: Random): string {
  const kind = random()
  if (kind < 0.04) return pick(random, oddBodies)
  if (kind < 0.08) return text.slice(0, below(random, text.length))
  const isJson = /^\s*[[{]/.test(text) && !/[\]}]\n[[{]/.test(text)
  return isJson ? damageJson(text, random) : damageLines(text, random) // lines of JSON, such as snapshots
}

/** A third of the answers stay whole, so that screens get far enough to read the others. */
export async function damage(response: Response, random: Random): Promise<Response> {
  if (random() < 0.35 || [204, 304].includes(response.status)) return response
  const { headers } = response
  headers.delete('Content-Length')
  const text = await response.text()
  const status = random() < 0.05 ? pick(random, oddStatuses) : response.status
  const isEmpty = status === 204
  return new Response(isEmpty ? null : damageText(text, random), { status, headers })
}
