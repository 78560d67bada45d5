import type { ClassView, LimitView } from '#api/rateLimit/usageView.ts'
import { rateClassNames, pausedMessage } from '#api/rateLimit/limitMessages.ts'
import { waitText } from '#lib/duration.ts'
import { Stack, Text } from '#ui/layout.tsx'
import classes from './BudgetPanel.module.css'
import { formatNumber } from '#lib/format.ts'

const windowLabels = { minute: 'Last minute', hour: 'Last hour', day: 'Last day' }

/** Usage, stops and waiting work of one rate class. */
export function ClassBudget({ budget, now }: { budget: ClassView; now: number }) {
  const { rateClass, limits, pausedUntil, waiting } = budget
  const { name, use } = rateClassNames[rateClass]
  return (
    <Stack as="li" gap={4} className={classes['class']}>
      <h3 className={classes['name']}>
        {name}{' '}
        <Text as="span" size="xs" tone="quiet">
          {use}
        </Text>
      </h3>
      {limits.map((limit) => (
        <LimitMeter key={limit.window} of={name} limit={limit} />
      ))}
      {pausedUntil !== null && (
        <Text size="xs" tone="warning" numeric className={classes['warning']}>
          Stopped for another {waitText((pausedUntil - now) / 1000)}. {pausedMessage}
        </Text>
      )}
      {waiting.map(({ label, until, why, isHere }) => (
        <Text size="xs" tone="dimmed" key={`${label} ${isHere}`}>
          <Text as="span" size="xs" tone="warning" numeric className={classes['warning']}>
            {label}: waiting {waitText((until - now) / 1000)}
          </Text>
          {isHere ? '. ' : ' in another tab. '}
          {why === pausedMessage ? '' : why}
        </Text>
      ))}
    </Stack>
  )
}

function LimitMeter({ of, limit: { window, used, max, reserve } }: { of: string; limit: LimitView }) {
  const share = Math.min(1, used / max)
  const [taken, all, left] = [used, max, Math.max(0, max - used)].map((count) => formatNumber(count))
  return (
    <div className={classes['window']}>
      <span>{windowLabels[window]}</span>
      <div
        role="meter"
        aria-label={`${of}, ${windowLabels[window].toLowerCase()}`}
        aria-valuemin={0}
        aria-valuemax={max}
        aria-valuenow={Math.min(used, max)}
        aria-valuetext={`${taken} of ${all} used, ${left} left, ${formatNumber(reserve)} reserved for you`}
        className={classes['bar']}
      >
        <div className={classes['reserve']} style={{ width: `${(100 * reserve) / max}%` }} />
        <div className={classes['fill']} style={{ width: `${100 * share}%` }} />
      </div>
      <span className={classes['figure']} aria-hidden>
        {taken} of {all}, {left} left
      </span>
    </div>
  )
}
