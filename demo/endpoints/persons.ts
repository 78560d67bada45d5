import { json, notFound } from '../host/answers.ts'
import type { Roster } from '../data/roster.ts'
import { breathe } from '../host/pause.ts'
import { presentPerson } from '../lists/presentRecording.ts'
import type { AskedOfProject, ProjectResource } from '../host/resource.ts'
import { askedSlice, neighbours } from '../host/slicedAnswer.ts'

/** After so many people other requests get a turn. */
const stride = 5000

function present({ world, project }: AskedOfProject, person: number) {
  const facts = project.dataset.roster.factsOf(person)
  return presentPerson(facts, facts.distinctIds, world.options.edition, world.anchor)
}

/** Whether a name, a mail or an id holds these letters, in whatever case. */
function isLike(roster: Roster, person: number, letters: string): boolean {
  const { name, email, distinctIds } = roster.factsOf(person)
  return [name, email, ...distinctIds].some((text) => text?.toLowerCase().includes(letters) === true)
}

function testOf({ url, project }: AskedOfProject): (person: number) => boolean {
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
async function list(asked: AskedOfProject): Promise<Response> {
  const { roster, total: recordings } = asked.project.dataset
  const slice = askedSlice(asked.url)
  const isMeant = testOf(asked)
  const found: number[] = []
  let count = 0
  const people = recordings === 0 ? 0 : roster.count
  for (let person = 0; person < people; person += 1) {
    if (person % stride === stride - 1) await breathe(asked.request.signal)
    if (!roster.isKept(person) || !isMeant(person)) continue
    if (count >= slice.offset && count < slice.offset + slice.limit) found.push(person)
    count += 1
  }
  return json({
    ...(asked.world.options.edition === 'newest' ? { count } : {}),
    ...neighbours(asked.url, slice, slice.offset + slice.limit < count),
    results: found.map((person) => present(asked, person)),
  })
}

function retrieve(asked: AskedOfProject): Response {
  const { roster } = asked.project.dataset
  const person = roster.byUuid(asked.parameters['person'] ?? '')
  return person === null || !roster.isKept(person) ? notFound() : json(present(asked, person))
}

/** Persons (posthog-api.md#b8-persons). */
export const personResources: readonly ProjectResource[] = [
  {
    path: 'persons',
    badKeyStatus: 401,
    methods: { GET: { scope: 'person:read', rateClass: 'clickhouse', answer: list } },
  },
  {
    path: 'persons/:person',
    badKeyStatus: 401,
    methods: { GET: { scope: 'person:read', rateClass: 'clickhouse', answer: retrieve } },
  },
]
