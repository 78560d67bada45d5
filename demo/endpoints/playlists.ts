import { json, notFound } from '../answers.ts'
import { presentRecording } from '../presentRecording.ts'
import type { AskedOfProject, ProjectResource } from '../resource.ts'
import { askedSlice } from '../slicedAnswer.ts'
import { within } from '../state.ts'

/** The built-in collection of what is public (section N). */
const sharedCollection = 'synthetic-shared'

/** What is shared by its switch, whatever its link is worth: candidates, not the truth. Deleted recordings are gone from it. */
function sharedPositions({ project, world }: AskedOfProject): number[] {
  const { dataset } = project
  const prefix = within(project, '')
  return [...world.state.shares]
    .filter(([name, { enabled }]) => enabled && name.startsWith(prefix) && !world.state.deleted.has(name))
    .flatMap(([name]) => dataset.positionOf(name.slice(prefix.length)) ?? [])
    .toSorted((one, other) => one - other)
}

function recordings(asked: AskedOfProject): Response {
  const { project, world, url, parameters } = asked
  if (parameters['playlist'] !== sharedCollection) return notFound()
  const { edition, now } = world.options
  const { limit, offset } = askedSlice(url)
  const positions = sharedPositions(asked)
  const results = positions
    .slice(offset, offset + limit)
    .map((position) =>
      presentRecording(project.dataset.factsAt(position), { edition, project, state: world.state, now: now(), as: 'list' }),
    )
  return json({ results, has_next: positions.length > offset + limit, version: 4 })
}

function retrieve(asked: AskedOfProject): Response {
  if (asked.parameters['playlist'] !== sharedCollection) return notFound()
  const count = sharedPositions(asked).length
  return json({
    id: -3,
    short_id: sharedCollection,
    name: 'Shared recordings',
    type: 'collection',
    recordings_counts: { collection: { count: count === 0 ? null : count, watched_count: 0 } },
  })
}

/** Collections of recordings (section B.7), as far as they tell what is shared. */
export const playlistResources: readonly ProjectResource[] = [
  {
    path: 'session_recording_playlists/:playlist',
    badKeyStatus: 401,
    editions: ['newest'],
    methods: { GET: { scope: 'session_recording_playlist:read', rateClass: 'clickhouse', answer: retrieve } },
  },
  {
    path: 'session_recording_playlists/:playlist/recordings',
    badKeyStatus: 401,
    editions: ['newest'],
    methods: { GET: { scope: 'session_recording_playlist:read', rateClass: 'clickhouse', answer: recordings } },
  },
]
