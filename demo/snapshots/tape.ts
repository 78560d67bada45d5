/**
 * One line of a block: an rrweb event and the browser tab it happened in, or a text that is no such thing, which a server
 * passes on as it is. Window and event may be anything where a recording is an attack.
 */
export type Line = { windowId: unknown; event: unknown } | { raw: string }

/** What was stored at once. Times are milliseconds since 1970, of its first and its last event. */
export type Block = {
  startedAt: number
  endedAt: number
  lines: () => readonly Line[]
  /** Its bytes cannot be fetched any more. */
  isLost?: boolean
  /** It takes a while to be fetched. */
  isSlow?: boolean
}

/** What a recording plays: the blocks that were stored until a moment, in order. */
export type Tape = (now: number) => readonly Block[]

export type TimedLine = { time: number; line: Line }

/** How long a server collects events before it stores them as one block, about. */
export const collecting = 10_000

export function tapeOfBlocks(blocks: readonly Block[]): Tape {
  return () => blocks
}

/** Cuts lines into blocks as they come: one ends when an event is later than its first by `length` milliseconds. */
export function blocksOf(lines: readonly TimedLine[], length = collecting): Block[] {
  const groups: TimedLine[][] = []
  for (const line of lines) {
    const group = groups.at(-1)
    const isOpen = group?.[0] !== undefined && line.time < group[0].time + length
    if (group !== undefined && isOpen) group.push(line)
    else groups.push([line])
  }
  return groups.map((group) => {
    const times = group.map(({ time }) => time)
    return { startedAt: Math.min(...times), endedAt: Math.max(...times), lines: () => group.map(({ line }) => line) }
  })
}
