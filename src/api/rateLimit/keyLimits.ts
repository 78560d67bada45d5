import type { ReportedLimits } from './usage.ts'
import type { Plan, RateClass } from './rateClass.ts'
import type { PlanChoice } from '#storage/settings.ts'

/**
 * What is known of a key's limits: none, or those of a plan. `isTiered` is whether lists and snapshots have limits of their own
 * by plan, as on Cloud; elsewhere they count with everything that asks the database (posthog-api.md#e3-rate-limits).
 */
export type KeyLimits =
  | { isLimited: false }
  | { isLimited: true; plan: Plan; source: 'chosen' | 'told' | 'assumed'; isTiered: boolean }

const cloud: ReadonlySet<string> = new Set(['https://us.posthog.com', 'https://eu.posthog.com'])

/**
 * Cloud limits every key; its plan is unknown until a refusal names it, so background work then goes by the smallest one. A host
 * of one's own limits nothing until it says otherwise (RATE_LIMIT_ENABLED is off by default). What was chosen goes first.
 */
export function keyLimitsOf(host: string, chosen: PlanChoice, reported: ReportedLimits | null): KeyLimits {
  if (chosen === 'none') return { isLimited: false }
  if (chosen !== 'auto') return { isLimited: true, plan: chosen, source: 'chosen', isTiered: true }
  const isCloud = cloud.has(host)
  if (reported?.plan) return { isLimited: true, plan: reported.plan, source: 'told', isTiered: true }
  if (isCloud || reported) return { isLimited: true, plan: 'free', source: 'assumed', isTiered: isCloud }
  return { isLimited: false }
}

/** Whose limits a request of this class meets. */
export function countedAs(rateClass: RateClass, keyLimits: KeyLimits): RateClass {
  const isTiered = keyLimits.isLimited && keyLimits.isTiered
  return rateClass === 'recordings' && !isTiered ? 'clickhouse' : rateClass
}
