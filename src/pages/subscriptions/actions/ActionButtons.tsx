import { IconMailForward, IconPlayerPause, IconPlayerPlay, IconTrash, IconTrashOff } from '@tabler/icons-react'
import type { Connection } from '#storage/connections.ts'
import { useLacksScope } from '#features/connection/useLacksScope.ts'
import type { Judged } from '../analyzeSubscription.ts'
import type { SubscriptionDeed } from './actionMessages.ts'
import parts from '#ui/dialogParts.module.css'
import classes from './actions.module.css'
import { whyNot } from './whatServerLacks.ts'
import { Button } from '#ui/Button.tsx'

type Props = { at: Connection; targets: readonly Judged[]; onDeed: (deed: SubscriptionDeed, targets: readonly Judged[]) => void }

const scope = 'subscription:write'

const buttons = [
  { deed: 'pause', label: 'Pause', Sign: IconPlayerPause },
  { deed: 'resume', label: 'Resume', Sign: IconPlayerPlay },
  { deed: 'send test', label: 'Send test', Sign: IconMailForward },
  { deed: 'bring back', label: 'Bring back', Sign: IconTrashOff },
  { deed: 'end', label: 'End subscription', Sign: IconTrash },
] as const

/** Those of the targets that a deed makes sense for. */
function meantBy(deed: SubscriptionDeed, targets: readonly Judged[]): Judged[] {
  return targets.filter(({ subscription, state }) => {
    if (deed === 'bring back') return state === 'deleted'
    if (state === 'deleted') return false
    if (deed === 'pause') return subscription.enabled !== false
    if (deed === 'resume') return subscription.enabled === false
    return true
  })
}

/** A server that never says whether a subscription is paused does not know pausing (posthog-api.md#i4-create-and-change). */
function ageWords(deed: SubscriptionDeed, targets: readonly Judged[]): string | null {
  const isUnknown = targets.length > 0 && targets.every(({ subscription }) => subscription.enabled === null)
  return isUnknown && (deed === 'pause' || deed === 'resume') ? 'This server cannot pause subscriptions.' : null
}

/** What can be done to one or more subscriptions. A deed that is not to be had says why, and stays where it is. */
export function DeedButtons({ at, targets, onDeed }: Props) {
  const lack = useLacksScope(at, scope) ? `The key lacks the scope ${scope}.` : null
  const offered = buttons
    .map((button) => ({
      ...button,
      meant: meantBy(button.deed, targets),
      why: lack ?? ageWords(button.deed, targets) ?? whyNot(at, button.deed),
    }))
    .filter(({ meant, deed, why }) => meant.length > 0 || (deed === 'pause' && why !== null))
  const reasons = [...new Set(offered.flatMap(({ why }) => why ?? []))]
  return (
    <div className={classes['buttons']}>
      {offered.map(({ deed, label, Sign, meant, why }) => (
        <Button
          key={deed}
          variant="default"
          leftSection={<Sign size={14} aria-hidden />}
          disabled={why !== null}
          title={why ?? undefined}
          onClick={() => onDeed(deed, meant)}
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
