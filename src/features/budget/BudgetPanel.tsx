import { Link } from 'react-router-dom'
import type { BudgetView } from '#api/rateLimit/usageView.ts'
import type { Connection } from '#storage/connections.ts'
import classes from './BudgetPanel.module.css'
import { ClassBudget } from './ClassBudget.tsx'
import { useBudget } from './useBudget.ts'

type Props = { connection: Connection; onNavigate: () => void }

/** What a key has asked for lately, what it may ask for, and what waits. */
export function BudgetPanel({ connection, onNavigate }: Props) {
  const { view, now } = useBudget(connection, 1000)
  const { isLimited } = view.keyLimits
  const shown = view.classes.filter(({ stoppedUntil, waiting }) => isLimited || stoppedUntil !== null || waiting.length > 0)
  return (
    <div className={classes['panel']}>
      <h2 className={classes['title']}>Request budget</h2>
      <p className={classes['text']}>
        {isLimited
          ? 'What this key asked lately, from all tabs of this browser, of what the server allows.'
          : 'No limits known for this host.'}
      </p>
      {shown.length > 0 && (
        <ul className={classes['classes']}>
          {shown.map((one) => (
            <ClassBudget key={one.rateClass} budget={one} now={now} />
          ))}
        </ul>
      )}
      {isLimited && (
        <p className={classes['text']}>
          <span className={classes['sample']} aria-hidden /> The last fifth is kept for what you do yourself: background work
          waits instead of taking it.
        </p>
      )}
      <p className={classes['text']}>{planMessage(view, connection)}</p>
      <Link to="/settings" className={classes['link']} onClick={onNavigate}>
        {isLimited ? 'Choose the plan in Settings' : 'Set limits in Settings'}
      </Link>
    </div>
  )
}

function planMessage({ keyLimits }: BudgetView, { plan: choice }: Connection): string {
  if (!keyLimits.isLimited) {
    return choice === 'none'
      ? 'You chose so.'
      : 'A server of one’s own limits nothing unless it is told to. If this one refuses requests, its limits are kept to from then on.'
  }
  switch (keyLimits.source) {
    case 'chosen':
      return `These are the limits of the ${keyLimits.plan} plan, as you chose.`
    case 'told':
      return `These are the limits of the ${keyLimits.plan} plan, which the server named.`
    default:
      return keyLimits.isTiered
        ? 'The plan of this key is not known, so background work goes by the limits of the free one.'
        : 'The server has refused requests, so background work goes by PostHog’s usual limits.'
  }
}
