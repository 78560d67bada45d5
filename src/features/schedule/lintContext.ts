import type { Delivery } from '#api/subscriptionDeliveries.ts'
import type { Dialect } from './dialect.ts'
import type { DuplicateIndex } from './duplicates.ts'

/**
 * What a subscription is judged by. `now` in milliseconds since 1970. `zone`: the project's, null where not known, told in UTC
 * then. `dialect` from `detectDialect`, `duplicates` from `indexDuplicates`, both made once for a whole list. Without any
 * `organisationDomains` nobody is external. `lastDelivery`: the newest of the history, where someone asked for it.
 */
export type LintContext = {
  now: number
  zone: string | null
  dialect: Dialect
  organisationDomains: readonly string[]
  duplicates: DuplicateIndex
  lastDelivery?: Delivery | null
}
