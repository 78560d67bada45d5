import { invalidInput, json, permissionDenied } from '../host/answers.ts'
import { channelTypes, newestSessionProperties, sessionProperties } from '../data/sessionProperties.ts'
import { editionFacts } from '../host/editions.ts'
import { lookAt } from '../data/recordingReader.ts'
import { breathe } from '../host/pause.ts'
import type { AskedOfProject, ProjectResource } from '../host/resource.ts'
import { countTry } from '../host/state.ts'

/** Values are drawn from this many of the latest sessions, and this many of them are given. */
const latest = 100_000
const given = 20
const stride = 10_000

/** Before April 2025 no key was let in here. */
function refuseOld({ world }: AskedOfProject): Response | null {
  const { edition } = world.options
  return edition === 'old' ? permissionDenied(editionFacts.old.refusesKeys) : null
}

/** The documented reference shows no body; bare arrays stand for what servers before the wrapped lists gave. */
function isBare({ world }: AskedOfProject, age: 'definitions' | 'values'): boolean {
  const { edition } = world.options
  return edition === 'documented' || (edition === 'mid' && age === 'values')
}

function definitions(asked: AskedOfProject): Response {
  const refusal = refuseOld(asked)
  if (refusal !== null) return refusal
  const words = (asked.url.searchParams.get('search') ?? '').toLowerCase().split(/\s+/)
  const wantsNumbers = asked.url.searchParams.get('is_numerical')?.toLowerCase()
  const results = Object.entries(sessionProperties)
    .map(([name, { type }]) => {
      const is_numerical = type === 'Numeric' || type === 'Duration'
      return { id: name, name, is_numerical, property_type: type, is_seen_on_filtered_events: null, tags: [] }
    })
    .filter(({ name }) => asked.world.options.edition === 'newest' || !newestSessionProperties.has(name))
    .filter(({ name }) => words.every((word) => name.toLowerCase().includes(word)))
    .filter(
      ({ is_numerical }) =>
        asked.world.options.edition !== 'newest' || wantsNumbers === undefined || is_numerical === (wantsNumbers === 'true'),
    )
  return json(isBare(asked, 'definitions') ? results : { count: results.length, results })
}

/** How often each value stands in the latest sessions; only texts are counted. */
async function countValues({ project, request }: AskedOfProject, key: string): Promise<Map<string, number>> {
  const property = Object.hasOwn(sessionProperties, key) ? sessionProperties[key] : undefined
  const counts = new Map<string, number>()
  if (property?.type !== 'String') return counts
  const look = lookAt(project.dataset)
  const end = Math.min(latest, project.dataset.total)
  for (let position = 0; position < end; position += 1) {
    if (position % stride === stride - 1) await breathe(request.signal)
    const value = property.read(look.session(position))
    if (typeof value === 'string') counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  return counts
}

async function allValues(asked: AskedOfProject, key: string): Promise<string[]> {
  if (key === '$channel_type') return [...channelTypes]
  if (Object.hasOwn(sessionProperties, key) && sessionProperties[key]?.type === 'Boolean') return ['1', '0']
  const counts = [...(await countValues(asked, key))]
  return counts.toSorted(([, one], [, other]) => other - one).map(([value]) => value)
}

/** The first answer about this property is an early one: two values, and that more are being counted. */
const countedAnew = '$entry_utm_campaign'

/**
 * A name as JSON reads it: posthog-api.md#g2-property-values has numbers and flags, where newest servers have been seen to make
 * texts of them again.
 */
function parsed(name: string): string | number | boolean {
  return /^(?:true|false|-?\d{1,15})$/.test(name) ? JSON.parse(name) : name
}

async function values(asked: AskedOfProject): Promise<Response> {
  const refusal = refuseOld(asked)
  if (refusal !== null) return refusal
  const key = asked.url.searchParams.get('key')
  if (key === null || key === '') return invalidInput('Key not provided')
  const letters = (asked.url.searchParams.get('value') ?? '').toLowerCase()
  const matching = (await allValues(asked, key)).filter((value) => value.toLowerCase().includes(letters))
  const names = key === '$channel_type' ? matching : matching.slice(0, given)
  const isParsed = asked.world.options.edition === 'documented'
  const results = names.map((name) => ({ name: isParsed ? parsed(name) : name }))
  if (isBare(asked, 'values')) return json(results)
  const { state } = asked.world
  const isEarly = key === countedAnew && countTry(state, `values ${asked.key.value} ${asked.project.id}`) === 1
  return json({ results: isEarly ? results.slice(0, 2) : results, refreshing: isEarly })
}

/** What is known about sessions as a whole (posthog-api.md#g-session-properties). */
export const sessionPropertyResources: readonly ProjectResource[] = [
  {
    path: 'sessions/property_definitions',
    badKeyStatus: 401,
    methods: { GET: { scope: 'query:read', rateClass: 'clickhouse', answer: definitions } },
  },
  {
    path: 'sessions/values',
    badKeyStatus: 401,
    methods: { GET: { scope: 'query:read', rateClass: 'clickhouse', answer: values } },
  },
]
