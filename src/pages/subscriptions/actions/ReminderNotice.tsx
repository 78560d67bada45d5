import { IconSnowflake } from '@tabler/icons-react'
import { useSyncExternalStore } from 'react'
import type { Connection } from '#storage/connections.ts'
import { type Freeze, freezes } from '#storage/resumeReminders.ts'
import { useLacksScope } from '#features/connection/useLacksScope.ts'
import { cutText, oneLine } from '#lib/cutText.ts'
import { AskTwice } from '#ui/ConfirmButton.tsx'
import type { Judged } from '../analyzeSubscription.ts'
import classes from './actions.module.css'
import { subscriptions } from './actionMessages.ts'
import { dropFreeze, freezesOf } from './reminders.ts'
import { Button } from '#ui/Button.tsx'

type Props = {
  at: Connection
  all: readonly Judged[]
  now: number
  /** Resumes just these, of the freeze with this id. */
  onResume: (targets: readonly Judged[], freezeId: string) => void
}

/** So many are named in the notice; all of them stand in its hint and in the question before they are resumed. */
const mostNamed = 3

function dayText(day: string): string {
  return new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(day),
  )
}

/** What is frozen, until when, and the way to resume exactly that. Loudest once it is due. */
export function FreezeNotice({ at, all, now, onResume }: Props) {
  const kept = useSyncExternalStore(freezes.subscribe, freezes.get)
  return freezesOf(kept, at).map((freeze) => (
    <OneFreeze key={freeze.id} freeze={freeze} at={at} all={all} now={now} onResume={onResume} />
  ))
}

function OneFreeze({ freeze, at, all, now, onResume }: Props & { freeze: Freeze }) {
  const lack = useLacksScope(at, 'subscription:write') ? 'The key lacks the scope subscription:write.' : undefined

  const frozen = new Set(freeze.subscriptions.map(({ id }) => id))
  const targets = all.filter(({ subscription, state }) => frozen.has(subscription.id) && state === 'paused')
  const isDue = new Date(freeze.until).getTime() <= now
  const names = freeze.subscriptions.map(({ name }) => name)
  const named = names.slice(0, mostNamed).map((name) => cutText(oneLine(name), 60))
  const more = names.length > named.length ? ` and ${names.length - named.length} more` : ''
  return (
    <section className={classes['notice']} data-due={isDue || undefined} aria-label="Frozen subscriptions">
      <IconSnowflake size={16} aria-hidden />
      <span title={names.join(', ')}>
        {`${subscriptions(names.length)} frozen until ${dayText(freeze.until)}${isDue ? ', which is now' : ''}: ${named.join(', ')}${more}.`}
        {targets.length < names.length && ` ${targets.length} of them are still paused.`}
      </span>
      {targets.length > 0 && (
        <Button
          variant={isDue ? 'filled' : 'default'}
          disabled={lack !== undefined}
          title={lack}
          onClick={() => onResume(targets, freeze.id)}
        >
          {`Resume ${subscriptions(targets.length)}`}
        </Button>
      )}
      <AskTwice variant="subtle" sure="Forget, and resume nothing" onSure={() => dropFreeze(freeze.id)}>
        Forget
      </AskTwice>
    </section>
  )
}
