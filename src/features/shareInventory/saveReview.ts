import type { QueryClient } from '@tanstack/react-query'
import type { Connection } from '#storage/connections.ts'
import { linkEnd } from '#storage/activityLog.ts'
import { projectKeyOf } from './newScan.ts'
import { openInventory } from '#storage/openInventory.ts'
import { inventoryQueries } from './inventoryQueries.ts'
import type { ShareRow } from '#storage/shareRow.ts'

/** Null removes the review. Rejects if storage fails. */
export async function saveReview(
  queryClient: QueryClient,
  connection: Connection,
  { id, token, sharedSince }: ShareRow,
  decision: { until: string; because: string } | null,
): Promise<void> {
  const key = projectKeyOf(connection)
  const review = decision && {
    ...key,
    ...decision,
    id,
    linkEnd: linkEnd(token),
    sharedSince,
    decidedAt: new Date().toISOString(),
  }
  await (await openInventory()).store.saveReview(key, id, review)
  await queryClient.invalidateQueries({ queryKey: inventoryQueries.reviews(connection).queryKey })
}
