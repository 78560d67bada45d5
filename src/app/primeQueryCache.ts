import { connectionsNow } from '#storage/connections.ts'
import { recordingsListQuery } from '#pages/recordings/recordingsListQuery.ts'
import { queryClient } from './queryClient.ts'

/** As long as a skeleton stays invisible: an answer that comes before is worth one render instead of two. In milliseconds. */
const maxWaitMs = 150

/**
 * Puts the answer to the start script's request into the cache where it is there, or about to be, so that the first render
 * shows its rows. Without one it resolves at once.
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
