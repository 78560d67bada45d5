import { useMemo } from 'react'
import { Row } from '#ui/layout.tsx'
import { activityBars, inactivePeriods } from '../describe/inactivePeriods.ts'
import { durationOf } from '../durationOf.ts'
import type { InspectorItem } from '../describe/item.ts'
import type { ReplayLoad } from '../replayLoad.ts'
import { type MarkKind, markKindOf, marksOf } from './marks.ts'
import classes from './SeekBar.module.css'
import { useReplayState } from './useReplay.ts'

export function percent(value: number, total: number): string {
  return `${total > 0 ? Math.min(100, (value / total) * 100) : 0}%`
}

const barCount = 160

/** Bars of a histogram as one path, in a box of `barCount` × 1. */
function barsPath(bars: readonly number[]): string {
  return bars.map((bar, index) => (bar === 0 ? '' : `M${index} 1V${(1 - bar).toFixed(3)}h0.8V1Z`)).join('')
}

type Props = { load: ReplayLoad; items: readonly InspectorItem[] }

/** Loaded ranges, pauses, marks of events, and how much happened. */
export function Timeline({ load, items }: Props) {
  const { ranges, activity, duration: knownDuration } = useReplayState(load)
  const duration = durationOf({ duration: knownDuration, ranges })
  const marks = useMemo(() => marksOf(items, duration), [items, duration])
  const pauses = useMemo(() => inactivePeriods(activity, ranges), [activity, ranges])
  const histogram = useMemo(() => barsPath(activityBars(activity, duration, barCount)), [activity, duration])
  return (
    <div className={classes['timeline']} aria-hidden>
      {ranges.map(({ streamId, from, to }) => (
        <i
          key={streamId}
          className={classes['loaded']}
          style={{ left: percent(from, duration), width: percent(to - from, duration) }}
        />
      ))}
      {pauses.map(({ from, to }) => (
        <i
          key={from}
          className={classes['pause']}
          style={{ left: percent(from, duration), width: percent(to - from, duration) }}
        />
      ))}
      {marks.map(({ at, kind }) => (
        <i key={at} className={classes['mark']} data-kind={kind} style={{ left: percent(at, duration) }} />
      ))}
      <svg className={classes['histogram']} viewBox={`0 0 ${barCount} 1`} preserveAspectRatio="none">
        <path d={histogram} />
      </svg>
    </div>
  )
}

const markLabels: [kind: MarkKind, label: string][] = [
  ['note', 'Note'],
  ['error', 'Error'],
  ['navigation', 'Page'],
  ['click', 'Click'],
  ['custom', 'Event'],
]

/** Names the marks that this recording has. */
export function TimelineLegend({ load, items }: Props) {
  const { activity } = useReplayState(load)
  const kinds = useMemo(() => new Set(items.map(markKindOf)), [items])
  return (
    <Row as="ul" gap="0 14px" wrap size="xs" tone="dimmed" className={classes['legend']} aria-label="Legend">
      {markLabels
        .filter(([kind]) => kinds.has(kind))
        .map(([kind, label]) => (
          <li key={kind}>
            <i className={classes['mark']} data-kind={kind} aria-hidden /> {label}
          </li>
        ))}
      {activity.length > 0 && (
        <li>
          <i className={classes['mark']} data-kind="activity" aria-hidden /> Activity
        </li>
      )}
    </Row>
  )
}
