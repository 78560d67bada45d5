import { yieldToEventLoop } from '../host/pause.ts'
import type { Measure } from '../data/activity.ts'
import type { Dataset } from '../data/dataset.ts'

/** Which recordings are meant, and in which order. Positions are those of the dataset: newest first. */
export type Selection = {
  dataset: Dataset
  /** The range of positions to look at. */
  first: number
  end: number
  /** What else must be true; null where everything in the range is meant, which is answered without looking. */
  matches: ((position: number) => boolean) | null
  measure: Measure | 'start'
  ascending: boolean
}

const yieldEvery = 20_000

/** Shows each match until told to stop. */
async function scan(
  { first, end, matches }: Selection,
  oldestFirst: boolean,
  signal: AbortSignal,
  visit: (position: number) => 'stop' | undefined,
): Promise<void> {
  for (let start = 0; start < end - first; start += yieldEvery) {
    if (start > 0) await yieldToEventLoop(signal)
    const stop = Math.min(start + yieldEvery, end - first)
    for (let step = start; step < stop; step += 1) {
      const position = oldestFirst ? end - 1 - step : first + step
      if ((matches === null || matches(position)) && visit(position) === 'stop') return
    }
  }
}

export async function countOf(selection: Selection, signal: AbortSignal): Promise<number> {
  if (selection.matches === null) return selection.end - selection.first
  let count = 0
  await scan(selection, false, signal, () => {
    count += 1
    return undefined
  })
  return count
}

async function pickByStart(selection: Selection, offset: number, limit: number, signal: AbortSignal): Promise<number[]> {
  const { first, end, matches, ascending } = selection
  if (matches === null) {
    const length = Math.max(0, Math.min(limit, end - first - offset))
    return Array.from({ length }, (_, step) => (ascending ? end - 1 - offset - step : first + offset + step))
  }
  const picked: number[] = []
  let skip = offset
  await scan(selection, ascending, signal, (position) => {
    if (skip > 0) skip -= 1
    else picked.push(position)
    return picked.length >= limit ? 'stop' : undefined
  })
  return picked
}

/** Counts and scores are below this; the score has two digits behind the point. */
const buckets = 1 << 17

function bucketOf(value: number, measure: Measure | 'start'): number {
  const scaled = measure === 'activityScore' ? Math.round(value * 100) : Math.round(value)
  return Math.min(buckets - 1, Math.max(0, scaled))
}

/** Remembers matches, so that a costly filter is asked once a row. */
function createMarks({ first, end }: Selection) {
  const bits = new Uint8Array(Math.max(0, end - first + 7) >> 3)
  return {
    mark(position: number) {
      const place = position - first
      bits[place >> 3] = (bits[place >> 3] ?? 0) | (1 << (place & 7))
    },
    isMarked: (position: number) => (((bits[(position - first) >> 3] ?? 0) >> ((position - first) & 7)) & 1) === 1,
  }
}

/**
 * A page in the order of a count, in two passes over the rows and one bit of memory for each: the first counts how many
 * have each value, which tells the values that stand on the page; the second collects these. Equal ones stand oldest first,
 * as ids begin with the time. Those without a value come last.
 */
async function pickByMeasure(
  selection: Selection,
  measure: Measure,
  offset: number,
  limit: number,
  signal: AbortSignal,
): Promise<number[]> {
  const { dataset, ascending } = selection
  const counts = new Int32Array(buckets)
  const seen = createMarks(selection)
  let unknown = 0
  await scan(selection, false, signal, (position) => {
    seen.mark(position)
    const value = dataset.measureAt(position, measure)
    if (value === null) unknown += 1
    else counts[bucketOf(value, measure)] = (counts[bucketOf(value, measure)] ?? 0) + 1
    return undefined
  })

  /** For each value on the page: how many of its rows to leave out, and where the others go. */
  const wanted = new Map<number | null, { skip: number; take: number; place: number }>()
  let passed = 0
  let place = 0
  const want = (bucket: number | null, count: number) => {
    const skip = Math.max(0, offset - passed)
    const take = Math.min(count - skip, limit - place)
    if (take > 0) {
      wanted.set(bucket, { skip, take, place })
      place += take
    }
    passed += count
  }
  for (let step = 0; step < buckets; step += 1) {
    const bucket = ascending ? step : buckets - 1 - step
    want(bucket, counts[bucket] ?? 0)
  }
  want(null, unknown)

  const picked = Array.from({ length: place }, () => 0)
  let missing = place
  if (missing === 0) return picked
  await scan({ ...selection, matches: seen.isMarked }, true, signal, (position) => {
    const value = dataset.measureAt(position, measure)
    const share = wanted.get(value === null ? null : bucketOf(value, measure))
    if (share === undefined || share.take === 0) return undefined
    if (share.skip > 0) {
      share.skip -= 1
      return undefined
    }
    picked[share.place] = position
    share.place += 1
    share.take -= 1
    missing -= 1
    return missing === 0 ? 'stop' : undefined
  })
  return picked
}

/** The positions on a page: at most `limit` after leaving out `offset`. Throws the signal's reason where nobody waits any more. */
export function pick(selection: Selection, offset: number, limit: number, signal: AbortSignal): Promise<number[]> {
  return selection.measure === 'start'
    ? pickByStart(selection, offset, limit, signal)
    : pickByMeasure(selection, selection.measure, offset, limit, signal)
}

/** The same for recordings that were asked for one by one: few enough to be held. */
export function sortPositions(positions: readonly number[], { dataset, measure, ascending }: Selection): number[] {
  const sign = ascending ? 1 : -1
  if (measure === 'start') return positions.toSorted((one, other) => sign * (other - one))
  return positions.toSorted((one, other) => {
    const left = dataset.measureAt(one, measure)
    const right = dataset.measureAt(other, measure)
    if (left === right) return other - one
    if (left === null || right === null) return left === null ? 1 : -1
    return sign * (left - right)
  })
}
