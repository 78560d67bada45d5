import { median, ratioInterval } from './lib.ts'

/** Two pages side by side: the dashboard, and one that it is measured against. */
export type Side = 'ours' | 'peer'

/** A figure and what it should be: `ratio` as a share of the peer's, `most` in its own unit. */
export type Figure = { name: string; unit: 'ms' | 'KiB' | 'MiB' | ''; ratio?: number; most?: number }

const digits = { ms: 0, KiB: 1, MiB: 1, '': 0 }

function written(value: number, unit: Figure['unit']): string {
  return `${value.toFixed(digits[unit])} ${unit}`.trim()
}

function aimOf({ unit, ratio, most }: Figure): string {
  const aims = [ratio === undefined ? [] : `≤ ${ratio.toFixed(2)} ×`, most === undefined ? [] : `≤ ${written(most, unit)}`]
  return aims.flat().join(', ')
}

function lineOf(figure: Figure, ours: readonly number[], peer: readonly number[]): string {
  const { name, unit, ratio = Infinity, most = Infinity } = figure
  const [mine, theirs] = [median(ours), median(peer)]
  const [low, high] = ratioInterval(ours, peer)
  const times = theirs > 0 ? (mine / theirs).toFixed(2) : '–'
  const interval = theirs > 0 && ours.length > 1 && low < high ? ` (${low.toFixed(2)}–${high.toFixed(2)})` : ''
  const aim = aimOf(figure)
  const outcome = mine <= most && mine <= ratio * theirs ? 'met' : 'missed'
  const cells = [written(mine, unit).padStart(10), written(theirs, unit).padStart(12), `  ${times}${interval}`.padEnd(22)]
  return `${name.padEnd(54)}${cells.join('')}${aim && `${aim.padEnd(12)} ${outcome}`}`.trimEnd()
}

/** Collects samples of each side by figure and prints a line for each figure, in the order given. */
export function createComparison(figures: readonly Figure[]) {
  const samples = new Map(figures.map((figure) => [figure.name, { figure, ours: [] as number[], peer: [] as number[] }]))
  return {
    add(name: string, side: Side, value: number) {
      const known = samples.get(name)
      if (!known) throw new Error(`No figure is called “${name}”.`)
      known[side].push(value)
    },
    print() {
      console.log(`${''.padEnd(54)}${'ours'.padStart(10)}${'bare stack'.padStart(12)}  ${'ratio (interval)'.padEnd(20)}aim`)
      for (const { figure, ours, peer } of samples.values()) console.log(lineOf(figure, ours, peer))
    },
  }
}
