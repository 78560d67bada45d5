import { formatNumber } from '#lib/format.ts'

export type ChartKind = 'line' | 'bars' | 'stacked'

export type ChartSeries = {
  name: string
  /** One per point; null leaves a gap. */
  values: readonly (number | null)[]
  /** The name of its color: by position if absent. */
  tone?: 'accent' | 'warning' | 'quiet'
  /** In the values and the table only. */
  isHidden?: boolean
  /** "12 min"; a plain number by default. */
  format?: (value: number) => string
}

export type ChartData = {
  kind: ChartKind
  /** Positions of the points, ascending; evenly spaced if absent. Bars are always evenly spaced. */
  xs?: readonly number[]
  /** The name of a point: "Nov 21". Called only for points that are shown. */
  labelAt: (index: number) => string
  /** For the axis, if shorter. */
  shortLabelAt?: (index: number) => string
  series: readonly ChartSeries[]
  /** The top of the vertical axis is at least here: 1 for ratios. */
  max?: number
}

export function pointCount({ series }: ChartData): number {
  return Math.max(0, ...series.map(({ values }) => values.length))
}

export function valueText({ values, format = formatNumber }: ChartSeries, index: number): string {
  const value = values[index]
  return value === null || value === undefined ? '–' : format(value)
}

/** Each series on top of those before it. */
export function stackedValues(series: readonly ChartSeries[]): number[][] {
  const sums: number[] = []
  return series.map(({ values }) =>
    values.map((value, index) => {
      const sum = (sums[index] ?? 0) + (value ?? 0)
      sums[index] = sum
      return sum
    }),
  )
}

/** Evenly spaced places for labels, as many as fit. */
export function labelPlaces(count: number, fitting: number): number[] {
  const step = Math.max(1, Math.ceil(count / Math.max(1, fitting)))
  return Array.from({ length: Math.ceil(count / step) }, (_, order) => order * step)
}
