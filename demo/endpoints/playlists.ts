import { json, notFound } from '../host/answers.ts'
import { answerList } from '../lists/listAnswer.ts'
import { defaultListQuery } from '../lists/listQuery.ts'
import type { ProjectCall, ProjectResource } from '../host/resource.ts'
import { readSlice } from '../host/slicedAnswer.ts'
import { recordingKey } from '../host/state.ts'

/** The built-in collection of what is public (posthog-api.md#n2-find-shared-recordings). */
const sharedCollection = 'synthetic-shared'

const defaultLimit = 50

/**
 * Ids of recordings of which any link is switched on, replaced ones too, whatever these are worth now: candidates, not the
 * truth. In no order that means anything.
 */
function sharedIds({ project, context }: ProjectCall): string[] {
  const prefix = recordingKey(project, '')
  return [...context.state.shares]
    .filter(([name, share]) => name.startsWith(prefix) && [share, ...share.former].some(({ enabled }) => enabled))
    .map(([name]) => name.slice(prefix.length))
    .toSorted()
}

function isMissing({ context, parameters }: ProjectCall): boolean {
  return context.options.edition !== 'newest' || parameters['playlist'] !== sharedCollection
}

/**
 * The real server cuts a slice out of the ids, and asks for these as for a list of 50 at most. So `has_next` speaks of the
 * slice alone, a limit above 50 loses recordings, and those that are gone leave a page short.
 */
async function recordings(call: ProjectCall): Promise<Response> {
  if (isMissing(call)) return notFound()
  const { limit, offset } = readSlice(call.url, defaultLimit)
  const sessionIds = sharedIds(call).slice(offset, offset + limit)
  return answerList(call, { ...defaultListQuery(call.context.options.now()), sessionIds })
}

function retrieve(call: ProjectCall): Response {
  if (isMissing(call)) return notFound()
  const count = sharedIds(call).length
  const unknown = { count: null, has_more: null, watched_count: null, increased: null, last_refreshed_at: null }
  return json({
    id: -3,
    short_id: sharedCollection,
    name: 'Shared recordings',
    derived_name: null,
    description: 'Recordings that have been shared externally',
    pinned: false,
    created_at: null,
    created_by: null,
    deleted: false,
    filters: {},
    last_modified_at: null,
    last_modified_by: null,
    recordings_counts: { saved_filters: unknown, collection: { count: count === 0 ? null : count, watched_count: 0 } },
    type: 'collection',
  })
}

const aged = { badKeyStatus: 401, editions: ['old', 'mid', 'newest'] } as const

/** Collections of recordings (posthog-api.md#b7-playlists): only the built-in one of shared recordings. */
export const playlistResources: readonly ProjectResource[] = [
  {
    ...aged,
    path: 'session_recording_playlists/:playlist',
    methods: { GET: { scope: 'session_recording_playlist:read', rateClass: 'clickhouse', answer: retrieve } },
  },
  {
    ...aged,
    path: 'session_recording_playlists/:playlist/recordings',
    methods: { GET: { scope: 'session_recording_playlist:read', rateClass: 'clickhouse', answer: recordings } },
  },
]
