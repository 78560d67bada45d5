import { sliceParams } from '#lib/slice.ts'
import { choiceParam, type SearchOf, searchReader, textParam } from '#lib/searchParams.ts'
import { shareOrders } from '#features/shareInventory/inventoryView.ts'
import { changes } from '#storage/shareRow.ts'

export const sharingSearch = searchReader({
  ...sliceParams,
  order: choiceParam('risk', ...shareOrders),
  direction: choiceParam('descending', 'ascending'),
  change: choiceParam('', ...changes),
  password: choiceParam('', 'with', 'without'),
  review: choiceParam('', 'none', 'kept', 'overdue'),
  risk: choiceParam('', 'high', 'medium', 'low'),
  age: choiceParam('', '30', '60', '90'),
  q: textParam(200),
  open: (id) => id,
})
export type SharingSearch = SearchOf<typeof sharingSearch>
