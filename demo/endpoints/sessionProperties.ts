import { invalidInput, json, permissionDenied } from '../host/answers.ts'
import { channelTypes, newestSessionProperties, sessionProperties } from '../data/sessionProperties.ts'
import { editionFacts } from '../host/editions.ts'
import { createRecordingReader } from '../data/recordingReader.ts'
import { yieldToEventLoop } from '../host/pause.ts'
import type { ProjectCall, ProjectResource } from '../host/resource.ts'
import { countAttempt } from '../host/state.ts'

/** Values come from the latest sessions; the answer holds the most frequent of them. */
const latest = 100_000
const given = 20
const yieldEvery = 10_000

/** Before April 2025 no key was let in here. */
function refuseOld({ context }: ProjectCall): Response | null {
  const { edition } = context.options
  return edition === 'old' ? permissionDenied(editionFacts.old.refusesKeys) : null
}

/** The documented reference shows no body; a bare array is what servers before the wrapped lists sent. */
function isBare({ context }: ProjectCall, age: 'definitions' | 'values'): boolean {
  const { edition } = context.options
  return edition === 'documented' || (edition === 'mid' && age === 'values')
}

function definitions(call: ProjectCall): Response {
  const refusal = refuseOld(call)
  if (refusal !== null) return refusal
  const words = (call.url.searchParams.get('search') ?? '').toLowerCase().split(/\s+/)
  const wantsNumbers = call.url.searchParams.get('is_numerical')?.toLowerCase()
  const results = Object.entries(sessionProperties)
    .map(([name, { type }]) => {
      const is_numerical = type === 'Numeric' || type === 'Duration'
      return { id: name, name, is_numerical, property_type: type, is_seen_on_filtered_events: null, tags: [] }
    })
    .filter(({ name }) => call.context.options.edition === 'newest' || !newestSessionProperties.has(name))
    .filter(({ name }) => words.every((word) => name.toLowerCase().includes(word)))
    .filter(
      ({ is_numerical }) =>
        call.context.options.edition !== 'newest' || wantsNumbers === undefined || is_numerical === (wantsNumbers === 'true'),
    )
  return json(isBare(call, 'definitions') ? results : { count: results.length, results })
}

/** How often each string value occurs in the latest sessions. */
async function countValues({ project, request }: ProjectCall, key: string): Promise<Map<string, number>> {
  const property = Object.hasOwn(sessionProperties, key) ? sessionProperties[key] : undefined
  const counts = new Map<string, number>()
  if (property?.type !== 'String') return counts
  const reader = createRecordingReader(project.dataset)
  const end = Math.min(latest, project.dataset.total)
  for (let position = 0; position < end; position += 1) {
    if (position % yieldEvery === yieldEvery - 1) await yieldToEventLoop(request.signal)
    const value = property.read(reader.session(position))
    if (typeof value === 'string') counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  return counts
}

async function allValues(call: ProjectCall, key: string): Promise<string[]> {
  if (key === '$channel_type') return [...channelTypes]
  if (Object.hasOwn(sessionProperties, key) && sessionProperties[key]?.type === 'Boolean') return ['1', '0']
  const counts = [...(await countValues(call, key))]
  return counts.toSorted(([, one], [, other]) => other - one).map(([value]) => value)
}

/** The first answer about this property is an early one: two values, and that more are being counted. */
const recountedProperty = '$entry_utm_campaign'

/**
 * A name as JSON reads it: posthog-api.md#g2-property-values has numbers and flags, where newest servers have been seen to make
 * texts of them again.
 */
function parsed(name: string): string | number | boolean {
  return /^(?:true|false|-?\d{1,15})$/.test(name) ? JSON.parse(name) : name
}

async function values(call: ProjectCall): Promise<Response> {
  const refusal = refuseOld(call)
  if (refusal !== null) return refusal
  const key = call.url.searchParams.get('key')
  if (key === null || key === '') return invalidInput('Key not provided')
  const letters = (call.url.searchParams.get('value') ?? '').toLowerCase()
  const matching = (await allValues(call, key)).filter((value) => value.toLowerCase().includes(letters))
  const names = key === '$channel_type' ? matching : matching.slice(0, given)
  const isParsed = call.context.options.edition === 'documented'
  const results = names.map((name) => ({ name: isParsed ? parsed(name) : name }))
  if (isBare(call, 'values')) return json(results)
  const { state } = call.context
  const isEarly = key === recountedProperty && countAttempt(state, `values ${call.key.value} ${call.project.id}`) === 1
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
