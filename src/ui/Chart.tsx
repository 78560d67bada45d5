import { IconChartBar, IconTable } from '@tabler/icons-react'
import { type KeyboardEvent, useEffect, useEffectEvent, useRef, useState } from 'react'
import { type ChartData, pointCount, valueText } from './chartData.ts'
import { colorOf, createPlot, type Plot } from './chartPlot.ts'
import classes from './Chart.module.css'
import { ChartTable } from './ChartTable.tsx'
import { IconButton } from './Button.tsx'
import { Row, Text } from './layout.tsx'

type Props = {
  /** The accessible name: "Recordings per day". */
  label: string
  data: ChartData
  height?: number
  /** Lets people choose a range of points: by drawing it, with Shift and the arrow keys, or one by clicking it. */
  onSelect?: (first: number, last: number) => void
}

/** "Nov 21: Recordings 34, With errors 5". */
function pointText({ series, labelAt }: ChartData, index: number): string {
  return `${labelAt(index)}: ${series.map((one) => `${one.name} ${valueText(one, index)}`).join(', ')}`
}

/**
 * A line, bar or stacked chart (docs/decisions/028-charts.md). Values show on hover and by arrow keys; the button shows the same
 * data as a table. `data` must keep its identity while it is the same.
 */
export function Chart({ label, data, height = 160, onSelect }: Props) {
  const [isTable, setIsTable] = useState(false)
  const [active, setActive] = useState<number | null>(null)
  const shown = active !== null && active < pointCount(data) ? active : null
  return (
    <figure className={classes['chart']} aria-label={label}>
      <Row gap="2px 12px" wrap size="xs" numeric className={classes['readout']}>
        {data.series.map((one, order) =>
          one.isHidden && shown === null ? null : (
            <Row as="span" gap={6} key={one.name}>
              {!one.isHidden && <i className={classes['swatch']} data-color={colorOf(data, order)} aria-hidden />}
              {one.name} {shown !== null && <b>{valueText(one, shown)}</b>}
            </Row>
          ),
        )}
        <Text as="span" size="xs" tone="dimmed" className={classes['point']}>
          {shown !== null && data.labelAt(shown)}
        </Text>
        <IconButton
          size={24}
          className={classes['switch']}
          aria-label={isTable ? `Show chart: ${label}` : `Show table: ${label}`}
          title={isTable ? 'Show chart' : 'Show table'}
          onClick={() => setIsTable(!isTable)}
        >
          {isTable ? <IconChartBar size={14} aria-hidden /> : <IconTable size={14} aria-hidden />}
        </IconButton>
      </Row>
      {isTable ? (
        <ChartTable label={label} data={data} height={height} />
      ) : (
        <Drawing label={label} data={data} height={height} active={shown} onActive={setActive} onSelect={onSelect} />
      )}
    </figure>
  )
}

type DrawingProps = Required<Pick<Props, 'label' | 'data' | 'height'>> & {
  active: number | null
  onActive: (index: number | null) => void
  onSelect: Props['onSelect']
}

/** Where a key leads from a point; null for other keys. */
function pointAfter(key: string, at: number, last: number): number | null {
  const far = Math.max(1, Math.round(last / 10))
  const steps: Partial<Record<string, number>> = {
    ArrowRight: at + 1,
    ArrowUp: at + 1,
    ArrowLeft: at - 1,
    ArrowDown: at - 1,
    PageUp: at + far,
    PageDown: at - far,
    Home: 0,
    End: last,
  }
  const next = steps[key]
  return next === undefined ? null : Math.min(last, Math.max(0, next))
}

function Drawing({ label, data, height, active, onActive, onSelect }: DrawingProps) {
  const host = useRef<HTMLDivElement>(null)
  const plot = useRef<Plot | null>(null)
  const [anchor, setAnchor] = useState<number | null>(null)
  const last = pointCount(data) - 1
  const isSelecting = onSelect !== undefined
  const hover = useEffectEvent((index: number | null) => onActive(index))
  const select = useEffectEvent((first: number, end: number) => onSelect?.(first, end))

  // Each chart of a screen draws in a task of its own, so that input stays responsive.
  useEffect(() => {
    const timer = setTimeout(() => {
      if (!host.current) return
      plot.current = createPlot(host.current, {
        data,
        height,
        onHover: (index) => hover(index),
        onSelect: isSelecting ? (first, end) => select(first, end) : undefined,
      })
    })
    return () => {
      clearTimeout(timer)
      plot.current?.destroy()
      plot.current = null
    }
  }, [data, height, isSelecting])

  function move(next: number, newAnchor: number | null) {
    setAnchor(newAnchor)
    onActive(next)
    plot.current?.point(next, newAnchor)
  }

  function press(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const at = active ?? last
    if ((event.key === 'Enter' || event.key === ' ') && onSelect) {
      event.preventDefault()
      return onSelect(Math.min(at, anchor ?? at), Math.max(at, anchor ?? at))
    }
    const next = pointAfter(event.key, at, last)
    if (next === null) return
    event.preventDefault()
    event.stopPropagation()
    move(next, isSelecting && event.shiftKey ? (anchor ?? at) : null)
  }

  const range = anchor === null || active === null ? '' : `, from ${data.labelAt(Math.min(anchor, active))}`
  return (
    <div
      className={classes['plot']}
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={Math.max(0, last)}
      aria-valuenow={active ?? Math.max(0, last)}
      aria-valuetext={last < 0 ? 'No data' : pointText(data, active ?? last) + range}
      data-selects={isSelecting || undefined}
      style={{ height }}
      ref={host}
      onKeyDown={press}
      onFocus={() => move(active ?? Math.max(0, last), null)}
      onBlur={() => {
        setAnchor(null)
        onActive(null)
        plot.current?.point(null)
      }}
    />
  )
}
