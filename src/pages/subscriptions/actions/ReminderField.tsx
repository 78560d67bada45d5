import { useId } from 'react'
import { useNow } from '#ui/useNow.ts'
import { Text } from '#ui/layout.tsx'
import classes from './actions.module.css'

/** A reminder stored in this browser; PostHog does not know about it. */
export function ReminderField({ until, onChange }: { until: string; onChange: (day: string) => void }) {
  const id = useId()
  const tomorrow = new Date(useNow(60_000) + 86_400_000).toISOString().slice(0, 10)
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
        Optional. This browser remembers these subscriptions and reminds you on that day. PostHog doesn’t resume them by itself.
      </Text>
    </div>
  )
}
