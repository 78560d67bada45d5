import { connectionsNow } from '#storage/connections.ts'
import { recordingsListQuery } from '#pages/recordings/recordingsListQuery.ts'
import { queryClient } from './queryClient.ts'

/** A skeleton stays invisible this long, so a response within it saves a render. In milliseconds. */
const maxWaitMs = 150

/**
 * Fills the query cache with the response to the start script's request if it is there or nearly so, so that the first render
 * has rows.
 */
export async function primeQueryCache(): Promise<void> {
  const early = window.earlyRequest
  const projectId = /^\/project\/([^/]+)\/recordings\/?$/.exec(location.pathname)?.[1]
  if (!early || !projectId) return
  await Promise.race([early.answer, new Promise((resolve) => setTimeout(resolve, maxWaitMs))]).catch(() => undefined)
  if (!early.isAnswered) return
  const stored = connectionsNow().find(({ id }) => id === early.connectionId)
  if (!stored) return
  const connection = { ...stored, projectId: decodeURIComponent(projectId) }
  await queryClient.prefetchQuery(recordingsListQuery(connection, new URLSearchParams(location.search)))
}
