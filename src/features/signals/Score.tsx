import { formatNumber } from '#lib/format.ts'
import type { SessionSignals } from '#storage/sessionSignals.ts'
import { useSignalWeights } from '#storage/signalWeights.ts'
import { EmptyValue } from '#ui/EmptyValue.tsx'
import { Tooltip } from '#ui/Tooltip.tsx'
import classes from './Score.module.css'
import { scoreLines, scoreOf } from './score.ts'

/** A number is never shown without its reasons. */
export function Score({ signals }: { signals: SessionSignals }) {
  const found = scoreOf(signals, useSignalWeights())
  const { score, reasons } = found
  if (score === 0) return <EmptyValue meaning="Nothing stood out" />
  return (
    <Tooltip lines={scoreLines(found)} className={classes['score'] ?? ''}>
      <b>{formatNumber(score)}</b> <span className={classes['reasons']}>{reasons.map(({ text }) => text).join(', ')}</span>
    </Tooltip>
  )
}
