import { forgetConnection } from '#api/connection.ts'
import { dropFreezesOf } from '#api/keptFreezes.ts'
import { dropReplaysOf } from '#api/keptReplays.ts'
import { forgetQueries } from '#api/queryBook.ts'
import { dropForgotten } from '#features/register/dropForgotten.ts'

/** Forgets a connection, and what this browser keeps of what it showed to be public, played or paused, and of its queries. */
export function forget(id: string) {
  forgetConnection(id)
  dropFreezesOf(id)
  forgetQueries(id)
  void dropForgotten()
  void dropReplaysOf(id)
}
