import type { Connection } from '#api/connection.ts'
import type { Judged } from '../judged.ts'

export function SubscriptionActions(_props: { at: Connection; judged: readonly Judged[] }) {
  return null
}
