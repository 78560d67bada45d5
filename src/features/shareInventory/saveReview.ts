import type { QueryClient } from '@tanstack/react-query'
import type { Connection } from '#storage/connections.ts'
import { linkEnd } from '#storage/activityLog.ts'
import { whoseOf } from './newScan.ts'
import { openRegister } from './openInventory.ts'
import { registerQueries } from './inventoryQueries.ts'
import type { ShareRow } from './shareRow.ts'

/** Keeps what was decided about a share, or takes it away (null). Rejects where this browser does not keep it. */
export async function keepReview(
  queryClient: QueryClient,
  at: Connection,
  { id, token, sharedSince }: ShareRow,
  decision: { until: string; because: string } | null,
): Promise<void> {
  const whose = whoseOf(at)
  const review = decision && {
    ...whose,
    ...decision,
    id,
    linkEnd: linkEnd(token),
    sharedSince,
    decidedAt: new Date().toISOString(),
  }
  await (await openRegister()).store.keepReview(whose, id, review)
  await queryClient.invalidateQueries({ queryKey: registerQueries.reviews(at).queryKey })
}
