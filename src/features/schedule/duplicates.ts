import type { Subscription } from '#api/subscriptions/subscriptions.ts'
import type { ScheduleRules } from './scheduleRules.ts'
import { isUnreadable, readRule, type Rule } from './readRule.ts'
import { recipientsOf } from './recipientsOf.ts'

/** By subscription ID: all subscriptions with the same content, recipients and times, itself included. */
export type DuplicateIndex = ReadonlyMap<string, readonly Subscription[]>

const minuteMs = 60_000

function resourceKey({ insight, dashboard, dashboardExportInsights, prompt }: Subscription): string | null {
  if (insight !== null) return `insight ${insight}`
  if (dashboard !== null) return `dashboard ${dashboard} ${dashboardExportInsights.toSorted().join()}`
  return prompt ? `prompt ${prompt}` : null
}

/** Equal for rules that deliver at the same times, regardless of their start and end. */
function timingKey({ unit, origin, step, length, weekdays, position, dayOfMonth, time }: Rule): string {
  return [unit, step, length, origin % step, weekdays, position, dayOfMonth, Math.floor(time / minuteMs)].join()
}

function duplicateKey(subscription: Subscription, scheduleRules: ScheduleRules): string | null {
  const { deleted, enabled, nextDeliveryDate, targetType } = subscription
  if (deleted || enabled === false || nextDeliveryDate === null) return null
  const resource = resourceKey(subscription)
  const rule = readRule(subscription, scheduleRules)
  const keys = recipientsOf(subscription).list.map(({ key }) => key)
  if (resource === null || keys.length === 0 || isUnreadable(rule)) return null
  return [resource, targetType, timingKey(rule), ...keys.toSorted()].join('\n')
}

export type DuplicateFinder = { add: (subscription: Subscription) => void; index: () => DuplicateIndex }

/** Finds active subscriptions with the same content, recipients and times. */
export function createDuplicateFinder(scheduleRules: ScheduleRules): DuplicateFinder {
  const groups = new Map<string, Subscription[]>()
  return {
    add(subscription) {
      const key = duplicateKey(subscription, scheduleRules)
      if (key === null) return
      const group = groups.get(key)
      if (group) group.push(subscription)
      else groups.set(key, [subscription])
    },
    index() {
      const index = new Map<string, Subscription[]>()
      for (const group of groups.values()) if (group.length > 1) for (const { id } of group) index.set(id, group)
      return index
    },
  }
}
