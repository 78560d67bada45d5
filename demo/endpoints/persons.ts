import { invalidInput, json, notFound } from '../host/answers.ts'
import type { Roster } from '../data/roster.ts'
import { bulkDeletePersons } from './bulkDeletePersons.ts'
import { findPerson, isKnownPerson } from './findPerson.ts'
import { yieldToEventLoop } from '../host/pause.ts'
import { presentPerson } from '../lists/presentRecording.ts'
import type { ProjectCall, ProjectResource } from '../host/resource.ts'
import { readSlice, neighborLinks } from '../host/slicedAnswer.ts'

const yieldEvery = 5000

function present({ context, project }: ProjectCall, person: number) {
  const facts = project.dataset.roster.factsOf(person)
  return presentPerson(facts, facts.distinctIds, context.options.edition, context.anchor)
}

/** Whether a name, a mail or an id holds these letters, in whatever case. */
function isLike(roster: Roster, person: number, letters: string): boolean {
  const { name, email, distinctIds } = roster.factsOf(person)
  return [name, email, ...distinctIds].some((text) => text?.toLowerCase().includes(letters) === true)
}

function testOf({ url, project }: ProjectCall): (person: number) => boolean {
  const { roster } = project.dataset
  const distinctId = url.searchParams.get('distinct_id')
  const search = (url.searchParams.get('search') ?? '').trim().toLowerCase()
  if (distinctId !== null) {
    const wanted = roster.byDistinctId(distinctId)?.person
    return (person) => person === wanted
  }
  return search === '' ? () => true : (person) => isLike(roster, person, search)
}

/** People of a project, all, or by a distinct id, or by letters. Only newest servers count them. */
async function list(call: ProjectCall): Promise<Response> {
  const { roster, total: recordings } = call.project.dataset
  const slice = readSlice(call.url)
  const isMatch = testOf(call)
  const found: number[] = []
  let count = 0
  const people = recordings === 0 ? 0 : roster.count
  for (let person = 0; person < people; person += 1) {
    if (person % yieldEvery === yieldEvery - 1) await yieldToEventLoop(call.request.signal)
    if (!isMatch(person) || !isKnownPerson(call, person)) continue
    if (count >= slice.offset && count < slice.offset + slice.limit) found.push(person)
    count += 1
  }
  return json({
    ...(call.context.options.edition === 'newest' ? { count } : {}),
    ...neighborLinks(call.url, slice, slice.offset + slice.limit < count),
    results: found.map((person) => present(call, person)),
  })
}

function retrieve(call: ProjectCall): Response {
  const name = call.parameters['person'] ?? 'deletion_status'
  if (!/^[\da-f-]{36}$/i.test(name)) {
    return invalidInput(
      `The ID provided does not look like a personID. If you are using a distinctId, please use /persons?distinct_id=${name} instead.`,
    )
  }
  const person = findPerson(call, name)
  return person === null ? notFound() : json(present(call, person))
}

/** Deletions of events that are queued; there are none. Older servers take its address for a person's. */
function deletionStatus(call: ProjectCall): Response {
  if (call.context.options.edition !== 'newest') return retrieve(call)
  return json({ count: 0, next: null, previous: null, results: [] })
}

/** Persons (posthog-api.md#b8-persons). */
export const personResources: readonly ProjectResource[] = [
  {
    path: 'persons',
    badKeyStatus: 401,
    methods: { GET: { scope: 'person:read', rateClass: 'clickhouse', answer: list } },
  },
  {
    path: 'persons/deletion_status',
    badKeyStatus: 401,
    methods: { GET: { scope: 'person:read', rateClass: 'clickhouse', answer: deletionStatus } },
  },
  {
    path: 'persons/bulk_delete',
    badKeyStatus: 401,
    methods: { POST: { scope: 'person:write', rateClass: 'clickhouse', answer: bulkDeletePersons } },
  },
  {
    path: 'persons/:person',
    badKeyStatus: 401,
    methods: { GET: { scope: 'person:read', rateClass: 'clickhouse', answer: retrieve } },
  },
]
