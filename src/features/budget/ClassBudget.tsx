import type { ClassView, WindowView } from '#api/rateLimit/usageView.ts'
import { classMessages, stoppedMessage } from '#api/rateLimit/limitMessages.ts'
import { waitText } from '#lib/duration.ts'
import classes from './BudgetPanel.module.css'
import { formatNumber } from '#lib/format.ts'

const windowLabels = { minute: 'Last minute', hour: 'Last hour', day: 'Last day' }

/** Usage, stops and waiting work of one rate class. */
export function ClassBudget({ budget, now }: { budget: ClassView; now: number }) {
  const { rateClass, windows, stoppedUntil, waiting } = budget
  const { name, use } = classMessages[rateClass]
  return (
    <li className={classes['class']}>
      <h3 className={classes['name']}>
        {name} <span className={classes['use']}>{use}</span>
      </h3>
      {windows.map((window) => (
        <Window key={window.per} of={name} window={window} />
      ))}
      {stoppedUntil !== null && (
        <p className={classes['warning']}>
          Stopped for another {waitText((stoppedUntil - now) / 1000)}. {stoppedMessage}
        </p>
      )}
      {waiting.map(({ label, until, why, isHere }) => (
        <p key={`${label} ${isHere}`} className={classes['waiting']}>
          <span className={classes['warning']}>
            {label}: waiting {waitText((until - now) / 1000)}
          </span>
          {isHere ? '. ' : ' in another tab. '}
          {why === stoppedMessage ? '' : why}
        </p>
      ))}
    </li>
  )
}

function Window({ of, window: { per, used, most, reserve } }: { of: string; window: WindowView }) {
  const share = Math.min(1, used / most)
  const [taken, all, left] = [used, most, Math.max(0, most - used)].map((count) => formatNumber(count))
  return (
    <div className={classes['window']}>
      <span>{windowLabels[per]}</span>
      <div
        role="meter"
        aria-label={`${of}, ${windowLabels[per].toLowerCase()}`}
        aria-valuemin={0}
        aria-valuemax={most}
        aria-valuenow={Math.min(used, most)}
        aria-valuetext={`${taken} of ${all} used, ${left} left, ${formatNumber(reserve)} reserved for you`}
        className={classes['bar']}
      >
        <div className={classes['reserve']} style={{ width: `${(100 * reserve) / most}%` }} />
        <div className={classes['fill']} style={{ width: `${100 * share}%` }} />
      </div>
      <span className={classes['figure']} aria-hidden>
        {taken} of {all}, {left} left
      </span>
    </div>
  )
}
