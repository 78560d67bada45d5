import * as v from 'valibot'
import { stored, type Stored } from '#lib/stored.ts'
import { readAs } from '#lib/readAs.ts'

/** Subscriptions of a project that were paused together, and the day ("2026-11-30") to resume them. */
export const ResumeReminder = v.object({
  id: v.pipe(v.string(), v.minLength(1)),
  connectionId: v.string(),
  projectId: v.string(),
  until: v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}$/)),
  subscriptions: v.array(v.object({ id: v.string(), name: v.string() })),
})
export type ResumeReminder = v.InferOutput<typeof ResumeReminder>

const ResumeReminders = v.pipe(
  v.fallback(v.array(v.unknown()), []),
  v.transform((all) => all.flatMap((one) => readAs(ResumeReminder, one) ?? [])),
)

/** In local storage, shared by all tabs. A damaged reminder costs only that reminder. */
export const resumeReminders: Stored<ResumeReminder[]> = stored({
  name: 'replay-desk-freezes',
  area: () => localStorage,
  empty: [],
  repair: (input) => ({ value: v.parse(ResumeReminders, input), problem: null }),
})

export function dropRemindersOf(connectionId: string) {
  resumeReminders.set((all) => all.filter((one) => one.connectionId !== connectionId))
}
