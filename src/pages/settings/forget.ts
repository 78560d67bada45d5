import { forgetConnection } from '#api/connection.ts'
import { dropForgotten } from '#features/register/dropForgotten.ts'

/** Forgets a connection, and what this browser keeps of the recordings that it showed to be public. */
export function forget(id: string) {
  forgetConnection(id)
  void dropForgotten()
}
