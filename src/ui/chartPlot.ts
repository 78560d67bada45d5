import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import { formatNumber, locale } from '#lib/format.ts'
import { type ChartData, labelPlaces, pointCount, stackedValues } from './chartData.ts'

/** Of a character of the horizontal axis, and between two of its labels. In pixels. */
const characterWidth = 6.4
const labelGap = 20
/** Narrower bars than this are drawn as a line. In pixels. */
const minBarWidth = 3
const axisFont = '12px system-ui, -apple-system, "Segoe UI", sans-serif'

const compact = new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 })

function axisNumber(value: number): string {
  if (Math.abs(value) >= 10_000) return compact.format(value)
  return Number.isInteger(value) || Math.abs(value) < 10 ? formatNumber(value) : ''
}

const yAxisWidth = 44

type PlotOptions = {
  data: ChartData
  height: number
  /** The point under the mouse; null when it leaves. */
  onHover: (index: number | null) => void
  /** A range that was drawn with the mouse, or a bar that was clicked. */
  onSelect?: ((first: number, last: number) => void) | undefined
}

export type Plot = {
  /** Moves the cursor; null hides it. Marks the range up to `anchor`, if given. */
  point: (index: number | null, anchor?: number | null) => void
  destroy: () => void
}

type Colors = { series: string[]; text: string; grid: string }

/** Number of series colors in Chart.module.css. */
const colorCount = 6

const toneColors = { accent: 0, warning: 1, quiet: 3 }

/** The place of a series among the colors. */
export function colorOf(data: ChartData, order: number): number {
  const tone = data.series[order]?.tone
  return tone ? toneColors[tone] : order % colorCount
}

/** A canvas has no style sheet, so its colors are read from the host's. */
function readColors(host: HTMLElement, data: ChartData): Colors {
  const style = getComputedStyle(host)
  const read = (name: string) => style.getPropertyValue(name).trim()
  return {
    series: data.series.map((_, order) => read(`--chart-${colorOf(data, order)}`)),
    text: read('--mantine-color-dimmed'),
    grid: read('--rd-border'),
  }
}

function axes(data: ChartData, xs: readonly number[], { text, grid }: Colors): uPlot.Axis[] {
  const label = data.shortLabelAt ?? data.labelAt
  const longest = Math.max(...[0, xs.length - 1].map((index) => label(index).length))
  const places = ({ width }: uPlot) => labelPlaces(xs.length, (width - yAxisWidth) / (longest * characterWidth + labelGap))
  const look = { font: axisFont, stroke: text, ticks: { show: false } }
  return [
    {
      ...look,
      grid: { show: false },
      size: 26,
      gap: 4,
      splits: (self) => places(self).flatMap((index) => xs[index] ?? []),
      values: (self) => places(self).map((index) => label(index)),
    },
    {
      ...look,
      grid: { stroke: grid, width: 1 },
      size: yAxisWidth,
      space: 36,
      values: (_, splits) => splits.map(axisNumber),
    },
  ]
}

function seriesLooks(data: ChartData, isBars: boolean, colors: Colors): uPlot.Series[] {
  const bars = uPlot.paths.bars?.({ size: [0.72, 40] })
  return data.series.map((_, order) => {
    const color = colors.series[order] ?? ''
    return isBars && bars
      ? { paths: bars, fill: color, width: 0, points: { show: false } }
      : { stroke: color, width: 1.5, points: { show: false }, ...(data.kind === 'stacked' && { fill: color }) }
  })
}

/** Reads text of a scheme that may change, so it draws again when the scheme does. */
function onSchemeChange(redraw: () => void): () => void {
  const observer = new MutationObserver(redraw)
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-mantine-color-scheme'] })
  return () => observer.disconnect()
}

function build(host: HTMLElement, { data: all, height, onHover, onSelect }: PlotOptions) {
  const data = { ...all, series: all.series.filter(({ isHidden }) => !isHidden) }
  const width = Math.max(120, host.clientWidth)
  const count = pointCount(data)
  const isBars = data.kind !== 'line' && width / Math.max(1, count) >= minBarWidth
  const indexes = Array.from({ length: count }, (_, index) => index)
  const xs = (isBars ? null : data.xs) ?? indexes
  const colors = readColors(host, data)
  const looks = seriesLooks(data, isBars, colors)
  const columns = data.kind === 'stacked' ? stackedValues(data.series) : data.series.map(({ values }) => values)
  // Of a stack, the whole is drawn first and its parts over it.
  const places = data.series.map((_, place) => (data.kind === 'stacked' ? columns.length - 1 - place : place))

  let hasBrushed = false
  const plot = new uPlot(
    {
      width,
      height,
      legend: { show: false },
      cursor: { y: false, drag: { x: onSelect !== undefined, y: false, setScale: false, dist: 6 }, points: { show: !isBars } },
      scales: {
        x: { time: false, range: (_, min, max) => (isBars ? [min - 0.5, max + 0.5] : [min, max === min ? min + 1 : max]) },
        y: { range: { min: { soft: 0, mode: 1, pad: 0.1 }, max: { soft: data.max ?? 0, mode: 1, pad: 0.1 } } },
      },
      axes: axes(data, xs, colors),
      series: [{}, ...places.flatMap((place) => looks[place] ?? [])],
      hooks: {
        setCursor: [({ cursor }) => onHover(cursor.idx ?? null)],
        setSelect: [
          (self) => {
            const { left, width: wide } = self.select
            if (wide <= 0) return
            hasBrushed = true
            self.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false)
            onSelect?.(self.posToIdx(left), self.posToIdx(left + wide))
          },
        ],
      },
    },
    [[...xs], ...places.flatMap((place) => [[...(columns[place] ?? [])]])],
    host,
  )
  if (onSelect) {
    plot.over.addEventListener('click', () => {
      const { idx } = plot.cursor
      if (!hasBrushed && typeof idx === 'number') onSelect(idx, idx)
      hasBrushed = false
    })
  }
  return { plot, xs }
}

/** Draws a chart into `host`, and again when its width or the color scheme changes. */
export function createPlot(host: HTMLElement, options: PlotOptions): Plot {
  let built = build(host, options)

  function rebuild() {
    built.plot.destroy()
    built = build(host, options)
  }

  const sizes = new ResizeObserver(() => {
    if (Math.abs(host.clientWidth - built.plot.width) > 1) rebuild()
  })
  sizes.observe(host)
  const stopWatching = onSchemeChange(rebuild)

  function leftOf(index: number): number {
    const { plot, xs } = built
    return plot.valToPos(xs[index] ?? 0, 'x')
  }

  return {
    point(index, anchor = null) {
      const { plot } = built
      plot.setCursor(index === null ? { left: -10, top: -10 } : { left: leftOf(index), top: plot.over.clientHeight / 2 }, false)
      const edges = index === null || anchor === null || anchor === index ? null : [leftOf(index), leftOf(anchor)]
      const left = edges ? Math.min(...edges) : 0
      const width = edges ? Math.max(...edges) - left : 0
      plot.setSelect({ left, top: 0, width, height: plot.over.clientHeight }, false)
    },
    destroy() {
      sizes.disconnect()
      stopWatching()
      built.plot.destroy()
    },
  }
}
