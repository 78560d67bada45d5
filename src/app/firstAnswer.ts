import { connectionsNow } from '#api/connection.ts'
import { recordingsListAt } from '#pages/recordings/recordingsListAt.ts'
import { queryClient } from './queryClient.ts'

/**
 * Puts an answer that came while the app was loading into the cache, so that the first render shows its rows. Without one it
 * resolves at once.
 */
export async function readFirstAnswer(): Promise<void> {
  const early = window.earlyRequest
  const projectId = /^\/project\/([^/]+)\/recordings\/?$/.exec(location.pathname)?.[1]
  if (!early?.isAnswered || !projectId) return
  const connection = connectionsNow().find(({ id }) => id === early.connectionId)
  if (!connection) return
  const at = { ...connection, projectId: decodeURIComponent(projectId) }
  await queryClient.prefetchQuery(recordingsListAt(at, new URLSearchParams(location.search)))
}
