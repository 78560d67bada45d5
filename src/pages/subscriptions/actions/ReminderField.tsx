import { useId, useState, useSyncExternalStore } from 'react'
import type { Connection } from '#storage/connections.ts'
import { resumeReminders } from '#storage/resumeReminders.ts'
import { useNow } from '#ui/useNow.ts'
import { Text } from '#ui/layout.tsx'
import type { AnalyzedSubscription } from '../analyzeSubscription.ts'
import classes from './actions.module.css'
import { moveReminder, remindersOf } from './reminders.ts'

/** A reminder stored in this browser; PostHog does not know about it. */
function tomorrowOf(now: number): string {
  return new Date(now + 86_400_000).toISOString().slice(0, 10)
}

export function ReminderField({ until, onChange }: { until: string; onChange: (day: string) => void }) {
  const id = useId()
  const tomorrow = tomorrowOf(useNow(60_000))
  return (
    <div className={classes['reminder']}>
      <label htmlFor={id}>Remind me to resume on</label>
      <input
        id={id}
        type="date"
        className={classes['date']}
        min={tomorrow}
        value={until}
        aria-describedby={`${id}about`}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <Text size="sm" tone="dimmed" breaks id={`${id}about`}>
        Optional. This browser reminds you on that day. PostHog doesn’t resume by itself.
      </Text>
    </div>
  )
}

/** The reminder of one paused subscription. */
export function PausedReminder({ connection, analyzed }: { connection: Connection; analyzed: AnalyzedSubscription }) {
  const { subscription, name } = analyzed
  const reminders = remindersOf(useSyncExternalStore(resumeReminders.subscribe, resumeReminders.get), connection)
  const saved = reminders.find(({ subscriptions }) => subscriptions.some(({ id }) => id === subscription.id))?.until ?? ''
  const [until, setUntil] = useState(saved)

  function change(day: string) {
    setUntil(day)
    // While a year is typed, the date is a day long past.
    if (day === '' || day >= tomorrowOf(Date.now())) moveReminder(connection, { id: subscription.id, name }, day)
  }

  return <ReminderField until={until} onChange={change} />
}
