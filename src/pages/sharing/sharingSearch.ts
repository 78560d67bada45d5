import { sliceParams } from '#lib/slice.ts'
import * as z from '#lib/zod.ts'
import { shareOrders } from '#features/register/registerView.ts'
import { changes } from '#features/register/shareRow.ts'

/** How the register's place is read from its address. Anything that cannot be read is the default; nothing here throws. */
export const SharingSearch = z.object({
  ...sliceParams,
  order: z.catch(z.literal(shareOrders), 'risk'),
  direction: z.catch(z.literal(['descending', 'ascending']), 'descending'),
  change: z.catch(z.literal(['', ...changes]), ''),
  password: z.catch(z.literal(['', 'with', 'without']), ''),
  review: z.catch(z.literal(['', 'none', 'kept', 'overdue']), ''),
  risk: z.catch(z.literal(['', 'high', 'medium', 'low']), ''),
  q: z.pipe(
    z.catch(z.string(), ''),
    z.transform((text) => text.slice(0, 200)),
  ),
  open: z.catch(z.string(), ''),
})
export type SharingSearch = z.infer<typeof SharingSearch>
