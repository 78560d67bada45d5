import { counted, formatNumber } from '#lib/format.ts'
import type { DayPlan, Plan } from './planDeliveries.ts'

/** What is known of past days: nothing without a history, and not all before every subscription was checked. */
export type PastKnowledge = 'none' | 'some' | 'all'

/** What there is of a day: "3 deliveries sent, 1 failed, 2 deliveries planned, 1 confirmed, 12 messages". */
export function dayMessage(plan: DayPlan | undefined, isPast: boolean, past: PastKnowledge): string {
  if (!plan) return isPast && past !== 'all' ? (past === 'none' ? 'Not recorded' : 'Not checked') : 'No deliveries'
  const { planned, sent, confirmed, messages, failed } = plan
  const parts = [
    ...(sent.length > 0 ? [`${counted(sent.length, 'delivery', 'deliveries')} sent`] : []),
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(planned.length > 0
      ? [
          `${counted(planned.length, 'delivery', 'deliveries')}${sent.length > 0 ? ' planned' : ''}`,
          `${confirmed} confirmed`,
          counted(messages, 'message'),
        ]
      : []),
  ]
  return parts.join(', ')
}

/** `where`: "the weeks shown (Berlin time)". */
export function planMessage({ total, totalSent }: Plan, isPast: boolean, where: string): string {
  const sent = `${formatNumber(totalSent)} sent`
  if (isPast) return `${counted(totalSent, 'delivery', 'deliveries')} sent in ${where}.`
  const upcoming = counted(total, 'upcoming delivery', 'upcoming deliveries')
  return `${upcoming}${totalSent > 0 ? ` and ${sent}` : ''} in ${where}. Confirmed dates come from PostHog; the rest are predicted.`
}
