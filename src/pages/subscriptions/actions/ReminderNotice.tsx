import { useReadOnly } from '#storage/readOnly.ts'
import { readOnlyMessage } from '#api/http/errors.ts'
import { IconBell } from '@tabler/icons-react'
import { useSyncExternalStore } from 'react'
import type { Connection } from '#storage/connections.ts'
import { type ResumeReminder, resumeReminders } from '#storage/resumeReminders.ts'
import { useLacksScope } from '#features/connection/useLacksScope.ts'
import { cutText, oneLine } from '#lib/cutText.ts'
import { ConfirmButton } from '#ui/ConfirmButton.tsx'
import type { AnalyzedSubscription } from '../analyzeSubscription.ts'
import { Row } from '#ui/layout.tsx'
import classes from './actions.module.css'
import { dismissReminder, type Reminder, remindersOf } from './reminders.ts'
import { counted } from '#lib/format.ts'
import { formatDate } from '#lib/instant.ts'
import { Button } from '#ui/Button.tsx'

type Props = {
  connection: Connection
  all: readonly AnalyzedSubscription[]
  now: number
  onResume: (targets: readonly AnalyzedSubscription[], reminder: Reminder) => void
}

/** Names shown in the notice; its tooltip and the confirmation list all of them. */
const maxNamed = 3

export function ReminderNotice({ connection, all, now, onResume }: Props) {
  const reminders = useSyncExternalStore(resumeReminders.subscribe, resumeReminders.get)
  return remindersOf(reminders, connection).map((reminder) => (
    <ReminderItem key={reminder.id} reminder={reminder} connection={connection} all={all} now={now} onResume={onResume} />
  ))
}

function ReminderItem({ reminder, connection, all, now, onResume }: Props & { reminder: ResumeReminder }) {
  const isReadOnly = useReadOnly(connection.id)
  const lacksScope = useLacksScope(connection, 'subscription:write')
  const blocker = isReadOnly ? readOnlyMessage : lacksScope ? 'The key lacks the scope subscription:write.' : undefined

  const paused = new Set(reminder.subscriptions.map(({ id }) => id))
  const targets = all.filter(({ subscription, state }) => paused.has(subscription.id) && state === 'paused')
  const isDue = new Date(reminder.until).getTime() <= now
  const names = reminder.subscriptions.map(({ name }) => name)
  const named = names.slice(0, maxNamed).map((name) => cutText(oneLine(name), 60))
  const more = names.length > named.length ? ` and ${names.length - named.length} more` : ''
  return (
    <Row
      as="section"
      wrap
      size="sm"
      fixed
      className={classes['notice']}
      data-due={isDue || undefined}
      aria-label="Resume reminder"
    >
      <IconBell size={16} aria-hidden />
      <span title={names.join(', ')}>
        {`Reminder to resume ${counted(names.length, 'subscription')}${isDue ? ', due ' : ' on '}${formatDate(reminder.until, null)}: ${named.join(', ')}${more}.`}
        {targets.length < names.length && ` ${targets.length} still paused.`}
      </span>
      {targets.length > 0 && (
        <Button
          variant={isDue ? 'filled' : 'default'}
          disabled={blocker !== undefined}
          title={blocker}
          onClick={() => onResume(targets, { id: reminder.id, until: reminder.until })}
        >
          {`Resume ${counted(targets.length, 'subscription')}`}
        </Button>
      )}
      <ConfirmButton variant="subtle" confirmLabel="Dismiss reminder" onConfirm={() => dismissReminder(reminder.id)}>
        Dismiss
      </ConfirmButton>
    </Row>
  )
}
