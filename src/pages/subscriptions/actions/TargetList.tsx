import { cutText, oneLine } from '#lib/cutText.ts'
import type { AnalyzedSubscription } from '../analyzeSubscription.ts'
import { actionMessages } from './actionMessages.ts'
import parts from '#ui/dialogParts.module.css'
import classes from './actions.module.css'
import type { ActionOutcome } from './runSubscriptionActions.ts'
import type { ActionRun } from './useSubscriptionActions.ts'

type Props = { targets: readonly AnalyzedSubscription[]; withRecipients?: boolean; run?: ActionRun }

function outcomeMessage(outcome: ActionOutcome, run: ActionRun): string {
  if (outcome === 'done') return actionMessages[run.action].done
  return { 'not supported': 'Ignored by the server', failed: 'Failed', 'not attempted': 'Not attempted' }[outcome]
}

export function TargetList({ targets, withRecipients = false, run }: Props) {
  return (
    // A scrollable box must be reachable by keyboard (axe: scrollable-region-focusable).
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={parts['box']} tabIndex={0} role="group" aria-label={run ? 'Results' : 'Subscriptions'}>
      <ul className={parts['list']}>
        {targets.map(({ subscription: { id }, name, recipients }) => {
          const result = run?.results.get(id)
          return (
            <li key={id}>
              <bdi className={classes['name']}>{cutText(oneLine(name), 120)}</bdi>
              {run && (
                <span className={parts['ended']} data-outcome={result?.outcome}>
                  {result ? outcomeMessage(result.outcome, run) : 'Waiting'}
                </span>
              )}
              {result?.why && <span className={parts['why']}>{cutText(result.why, 400)}</span>}
              {withRecipients && (
                <span className={parts['why']}>
                  {recipients.list.length === 0 ? 'No recipients' : recipients.list.map(({ label }) => label).join(', ')}
                </span>
              )}
            </li>
          )
        })}
      </ul>
    </div>
  )
}
