import { lazy, Suspense, useMemo, useState } from 'react'
import { formatNumber } from '#lib/format.ts'
import type { ChartKind } from '#ui/chartData.ts'
import { SegmentedControl } from '#ui/SegmentedControl.tsx'
import classes from './Results.module.css'
import type { ResultsChart } from './resultsChart.ts'

const Chart = lazy(() => import('#ui/Chart.tsx').then((part) => ({ default: part.Chart })))

const height = 140

const kindNames: Record<ChartKind, string> = { line: 'Line', bars: 'Bars', stacked: 'Stacked' }

/** The chart above the results, with the ways to draw it. */
export function ChartPanel({ chart: { label, data, kinds, rows }, total }: { chart: ResultsChart; total: number }) {
  const [chosen, setChosen] = useState<ChartKind | null>(null)
  const kind = kinds.find((one) => one === chosen) ?? kinds[0] ?? 'bars'
  const shown = useMemo(() => ({ ...data, kind }), [data, kind])
  return (
    <details open className={classes['chart']}>
      <summary>
        Chart of {label}
        {rows < total && (
          <span className={classes['quiet']}>
            {' '}
            · {formatNumber(rows)} of {formatNumber(total)} rows
          </span>
        )}
      </summary>
      {kinds.length > 1 && (
        <SegmentedControl
          label="Chart type"
          options={kinds.map((value) => ({ value, label: kindNames[value] }))}
          value={kind}
          onChange={setChosen}
        />
      )}
      <Suspense fallback={<div style={{ height: height + 24 }} />}>
        <Chart label={label} data={shown} height={height} />
      </Suspense>
    </details>
  )
}
