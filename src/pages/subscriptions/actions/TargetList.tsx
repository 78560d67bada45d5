import { cutText, oneLine } from '#lib/cutText.ts'
import parts from '#ui/dialogParts.module.css'
import type { AnalyzedSubscription } from '../analyzeSubscription.ts'
import classes from './actions.module.css'

type Props = { targets: readonly AnalyzedSubscription[]; withRecipients: boolean }

export function TargetList({ targets, withRecipients }: Props) {
  return (
    // A scrollable box must be reachable by keyboard (axe: scrollable-region-focusable).
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={parts['box']} tabIndex={0} role="group" aria-label="Subscriptions">
      <ul className={parts['list']}>
        {targets.map(({ subscription: { id }, name, recipients }) => (
          <li key={id}>
            <bdi className={classes['name']}>{cutText(oneLine(name), 120)}</bdi>
            {withRecipients && (
              <span className={parts['why']}>
                {recipients.list.length === 0 ? 'No recipients' : recipients.list.map(({ label }) => label).join(', ')}
              </span>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}
