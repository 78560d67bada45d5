import type { ReportedLimits } from './usage.ts'
import { isTieredClass, type Plan, type RateClass } from './rateClass.ts'
import type { PlanChoice } from '#storage/settings.ts'

/**
 * `isTiered`: lists and snapshots have limits of their own by plan, as on Cloud; elsewhere they count with everything that
 * queries the database (posthog-api.md#e3-rate-limits).
 */
export type KeyLimits =
  | { isLimited: false }
  | { isLimited: true; plan: Plan; source: 'chosen' | 'reported' | 'assumed'; isTiered: boolean }

const cloud: ReadonlySet<string> = new Set(['https://us.posthog.com', 'https://eu.posthog.com'])

export function isCloud(host: string): boolean {
  return cloud.has(host)
}

/**
 * Cloud limits every key; until a refusal names its plan, the smallest one is assumed. A self-hosted server has no limits until a
 * refusal shows one (RATE_LIMIT_ENABLED is off by default). A chosen plan comes first.
 */
export function keyLimitsOf(host: string, chosen: PlanChoice, reported: ReportedLimits | null): KeyLimits {
  if (chosen === 'none') return { isLimited: false }
  if (chosen !== 'auto') return { isLimited: true, plan: chosen, source: 'chosen', isTiered: true }
  const isTiered = isCloud(host)
  if (reported?.plan) return { isLimited: true, plan: reported.plan, source: 'reported', isTiered: true }
  if (isTiered || reported) return { isLimited: true, plan: 'free', source: 'assumed', isTiered }
  return { isLimited: false }
}

/** The classes whose limits a request of this class counts against: those with limits by plan count with the database too. */
export function countedAs(rateClass: RateClass, keyLimits: KeyLimits): readonly [RateClass, ...RateClass[]] {
  if (!isTieredClass(rateClass)) return [rateClass]
  return keyLimits.isLimited && keyLimits.isTiered ? [rateClass, 'clickhouse'] : ['clickhouse']
}
