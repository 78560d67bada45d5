import type { Block, Line } from './tape.ts'

function writeNew(line: Line): string {
  return 'raw' in line ? line.raw : JSON.stringify([line.windowId, line.event])
}

/** A block of newer servers: a line per event, `["windowId", event]`, each ended by a line feed. */
export function newBlockText(block: Block): string {
  return block
    .lines()
    .map((line) => `${writeNew(line)}\n`)
    .join('')
}

/** Lines of older servers, without a last line feed: `{"window_id", "data": [event, …]}`, neighbours of one window together. */
export function oldBlockText(lines: readonly Line[]): string {
  const groups: ({ windowId: unknown; events: unknown[] } | { raw: string })[] = []
  for (const line of lines) {
    const last = groups.at(-1)
    if ('raw' in line) groups.push(line)
    else if (last !== undefined && 'events' in last && last.windowId === line.windowId) last.events.push(line.event)
    else groups.push({ windowId: line.windowId, events: [line.event] })
  }
  return groups
    .map((group) => ('raw' in group ? group.raw : JSON.stringify({ window_id: group.windowId, data: group.events })))
    .join('\n')
}
