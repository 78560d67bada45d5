import { forgetConnection } from '#api/connection.ts'
import { dropReplaysOf } from '#api/keptReplays.ts'
import { dropForgotten } from '#features/register/dropForgotten.ts'

/** Forgets a connection, and what this browser keeps of the recordings that it showed to be public or played. */
export function forget(id: string) {
  forgetConnection(id)
  void dropForgotten()
  void dropReplaysOf(id)
}
