import { forgetConnection } from '#api/connection.ts'
import { dropReplaysOf } from '#api/keptReplays.ts'
import { forgetQueries } from '#api/queryBook.ts'
import { dropForgotten } from '#features/register/dropForgotten.ts'

/** Forgets a connection, and what this browser keeps of the recordings that it showed to be public or played, and of its queries. */
export function forget(id: string) {
  forgetConnection(id)
  forgetQueries(id)
  void dropForgotten()
  void dropReplaysOf(id)
}
