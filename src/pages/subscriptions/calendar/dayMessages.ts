import { counted } from '#lib/format.ts'
import type { DayPlan } from './planDeliveries.ts'

/** "3 sent, 1 failed, 2 planned, 1 confirmed, 12 messages": what there is of a day; null if there is nothing. */
export function dayMessage(plan: DayPlan | undefined): string | null {
  if (!plan) return null
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
