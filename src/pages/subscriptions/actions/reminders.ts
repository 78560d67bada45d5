import type { ApiConnection } from '#storage/connections.ts'
import { newId } from '#lib/newId.ts'
import { type ResumeReminder, resumeReminders } from '#storage/resumeReminders.ts'

export type Reminder = Pick<ResumeReminder, 'id' | 'until'>

/**
 * Adds a paused subscription to a reminder ("2026-11-30"). Called after each pause, so that closing the tab midway loses none.
 */
export function addToReminder(
  connection: ApiConnection,
  { id: reminderId, until }: Reminder,
  { id, name }: { id: string; name: string },
) {
  const added = { id, name: name.slice(0, 200) }
  resumeReminders.set((all) => {
    const existing = all.find((one) => one.id === reminderId)
    const reminder = existing ?? {
      id: reminderId,
      connectionId: connection.id,
      projectId: connection.projectId,
      until,
      subscriptions: [],
    }
    const updated = { ...reminder, subscriptions: [...reminder.subscriptions.filter((one) => one.id !== id), added] }
    return existing ? all.map((one) => (one === existing ? updated : one)) : [...all, updated]
  })
}

/** Deletes a reminder; its subscriptions stay paused. */
export function dismissReminder(id: string) {
  resumeReminders.set((all) => all.filter((one) => one.id !== id))
}

/** Removes resumed subscriptions from a reminder, and the reminder once it is empty. */
export function removeResumed(id: string, resumed: ReadonlySet<string>) {
  resumeReminders.set((all) =>
    all.flatMap((one) => {
      if (one.id !== id) return [one]
      const remaining = one.subscriptions.filter((subscription) => !resumed.has(subscription.id))
      return remaining.length === 0 ? [] : [{ ...one, subscriptions: remaining }]
    }),
  )
}

/** Reminders of a project, earliest first. */
export function remindersOf(all: readonly ResumeReminder[], connection: ApiConnection): ResumeReminder[] {
  const own = all.filter(({ connectionId, projectId }) => connectionId === connection.id && projectId === connection.projectId)
  return own.toSorted((one, other) => one.until.localeCompare(other.until))
}

/** Gives one paused subscription a reminder of its own, or none for an empty `until`. */
export function moveReminder(connection: ApiConnection, subscription: { id: string; name: string }, until: string) {
  for (const { id } of remindersOf(resumeReminders.get(), connection)) removeResumed(id, new Set([subscription.id]))
  if (until !== '') addToReminder(connection, { id: newId(), until }, subscription)
}
