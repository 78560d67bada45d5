import type { QueryClient } from '@tanstack/react-query'
import type { Connection } from '#storage/connections.ts'
import { linkEnd } from '#storage/activityLog.ts'
import { whoseOf } from './newScan.ts'
import { openInventory } from './openInventory.ts'
import { inventoryQueries } from './inventoryQueries.ts'
import type { ShareRow } from './shareRow.ts'

/** Keeps what was decided about a share, or takes it away (null). Rejects where this browser does not keep it. */
export async function saveReview(
  queryClient: QueryClient,
  connection: Connection,
  { id, token, sharedSince }: ShareRow,
  decision: { until: string; because: string } | null,
): Promise<void> {
  const whose = whoseOf(connection)
  const review = decision && {
    ...whose,
    ...decision,
    id,
    linkEnd: linkEnd(token),
    sharedSince,
    decidedAt: new Date().toISOString(),
  }
  await (await openInventory()).store.saveReview(whose, id, review)
  await queryClient.invalidateQueries({ queryKey: inventoryQueries.reviews(connection).queryKey })
}
