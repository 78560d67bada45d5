import { oneLine, cutText } from '#lib/cutText.ts'
import { barOf, type Point } from './chartPoints.ts'
import type { ResultColumn } from './columns.ts'
import { Row, Stack } from '#ui/layout.tsx'
import classes from './Results.module.css'
import { formatNumber } from '#lib/format.ts'

type Props = {
  points: readonly Point[]
  columns: readonly ResultColumn[]
  total: number
}

function nameOf(column: ResultColumn | undefined): string {
  return oneLine(cutText(column?.name ?? '', 60))
}

/** The table below holds the same data as text. */
export function ResultsChart({ points, columns, total }: Props) {
  const [first] = points
  const last = points.at(-1)
  if (!first || !last) return null
  const values = points.map(({ value }) => value)
  const min = Math.min(0, ...values)
  const max = Math.max(0, ...values)
  const lowest = points.reduce((one, other) => (other.value < one.value ? other : one))
  const highest = points.reduce((one, other) => (other.value > one.value ? other : one))
  const description = `${nameOf(columns[1])} by ${nameOf(columns[0])}: ${formatNumber(points.length)} bars from ${first.label} to ${last.label}, lowest ${formatNumber(lowest.value)} (${lowest.label}), highest ${formatNumber(highest.value)} (${highest.label})`
  const step = 100 / points.length
  return (
    <details open className={classes['chart']}>
      <summary>
        Chart of {nameOf(columns[1])} by {nameOf(columns[0])}
        <span className={classes['quiet']}>
          {points.length < total ? ` · one bar for each of the first ${formatNumber(points.length)} rows` : ' · one bar per row'}
        </span>
      </summary>
      <div className={classes['plot']}>
        <Stack gap={0} justify="space-between" tone="dimmed" numeric className={classes['scale']} aria-hidden>
          <span>{formatNumber(max)}</span>
          <span>{formatNumber(min)}</span>
        </Stack>
        <svg className={classes['bars']} viewBox="0 0 100 100" preserveAspectRatio="none" role="img" aria-label={description}>
          {points.map(({ label, value }, index) => {
            const { top, height } = barOf(value, min, max)
            return (
              // Two rows may have the same date.
              // oxlint-disable-next-line react/no-array-index-key
              <g key={index}>
                <title>{`${label}: ${formatNumber(value)}`}</title>
                <rect className={classes['room']} x={index * step} y={0} width={step} height={100} />
                <rect className={classes['column']} x={index * step + step * 0.1} y={top} width={step * 0.8} height={height} />
              </g>
            )
          })}
        </svg>
        <Row gap={0} align="stretch" justify="space-between" tone="dimmed" numeric className={classes['ends']} aria-hidden>
          <span>{first.label}</span>
          <span>{last.label}</span>
        </Row>
      </div>
    </details>
  )
}
