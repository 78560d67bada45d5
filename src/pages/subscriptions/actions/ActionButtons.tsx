import { IconMailForward, IconPlayerPause, IconPlayerPlay, IconTrash, IconTrashOff } from '@tabler/icons-react'
import type { Connection } from '#storage/connections.ts'
import { useLacksScope } from '#features/connection/useLacksScope.ts'
import type { AnalyzedSubscription } from '../analyzeSubscription.ts'
import type { SubscriptionAction } from './actionMessages.ts'
import parts from '#ui/dialogParts.module.css'
import classes from './actions.module.css'
import { whyNot } from './whatServerLacks.ts'
import { Button } from '#ui/Button.tsx'

type Props = {
  connection: Connection
  targets: readonly AnalyzedSubscription[]
  onAction: (action: SubscriptionAction, targets: readonly AnalyzedSubscription[]) => void
}

const scope = 'subscription:write'

const buttons = [
  { action: 'pause', label: 'Pause', Sign: IconPlayerPause },
  { action: 'resume', label: 'Resume', Sign: IconPlayerPlay },
  { action: 'send test', label: 'Send test', Sign: IconMailForward },
  { action: 'bring back', label: 'Bring back', Sign: IconTrashOff },
  { action: 'end', label: 'End subscription', Sign: IconTrash },
] as const

/** Those of the targets that a deed makes sense for. */
function meantBy(action: SubscriptionAction, targets: readonly AnalyzedSubscription[]): AnalyzedSubscription[] {
  return targets.filter(({ subscription, state }) => {
    if (action === 'bring back') return state === 'deleted'
    if (state === 'deleted') return false
    if (action === 'pause') return subscription.enabled !== false
    if (action === 'resume') return subscription.enabled === false
    return true
  })
}

/** A server that never says whether a subscription is paused does not know pausing (posthog-api.md#i4-create-and-change). */
function ageMessage(action: SubscriptionAction, targets: readonly AnalyzedSubscription[]): string | null {
  const isUnknown = targets.length > 0 && targets.every(({ subscription }) => subscription.enabled === null)
  return isUnknown && (action === 'pause' || action === 'resume') ? 'This server cannot pause subscriptions.' : null
}

/** What can be done to one or more subscriptions. A deed that is not to be had says why, and stays where it is. */
export function ActionButtons({ connection, targets, onAction }: Props) {
  const lack = useLacksScope(connection, scope) ? `The key lacks the scope ${scope}.` : null
  const offered = buttons
    .map((button) => ({
      ...button,
      meant: meantBy(button.action, targets),
      why: lack ?? ageMessage(button.action, targets) ?? whyNot(connection, button.action),
    }))
    .filter(({ meant, action, why }) => meant.length > 0 || (action === 'pause' && why !== null))
  const reasons = [...new Set(offered.flatMap(({ why }) => why ?? []))]
  return (
    <div className={classes['buttons']}>
      {offered.map(({ action, label, Sign, meant, why }) => (
        <Button
          key={action}
          variant="default"
          leftSection={<Sign size={14} aria-hidden />}
          disabled={why !== null}
          title={why ?? undefined}
          onClick={() => onAction(action, meant)}
        >
          {label}
          {meant.length < targets.length && targets.length > 1 ? ` (${meant.length})` : ''}
        </Button>
      ))}
      {reasons.map((why) => (
        <span key={why} className={parts['text']}>
          {why}
        </span>
      ))}
    </div>
  )
}
