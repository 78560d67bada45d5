import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { hostileRecordings, type HostileSlug } from '../../../../demo/data/hostileRecordings.ts'
import { hostileTape } from '../../../../demo/snapshots/hostile/hostileTape.ts'
import { newBlockText } from '../../../../demo/snapshots/writeLines.ts'
import { createEngine } from '../engine.ts'
import { dangersIn, ownHost } from './dangers.fixture.ts'

const start = 1_790_000_000_000
const beacon = 'http://127.0.0.1:4179'

function linesOf(id: string): string {
  return (hostileTape(id, start, beacon)?.(start + 3_600_000) ?? []).map(newBlockText).join('')
}

function unpacked(value: unknown): unknown {
  try {
    return typeof value === 'string' ? JSON.parse(gunzipSync(Buffer.from(value, 'latin1')).toString()) : value
  } catch {
    return value
  }
}

function rawDangers(id: string): string[] {
  return linesOf(id)
    .split('\n')
    .flatMap((line) => {
      try {
        const { type, data } = JSON.parse(line)[1]
        const plain = unpacked(data)
        const fields =
          type === 3 ? Object.fromEntries(Object.entries(plain as object).map(([name, one]) => [name, unpacked(one)])) : plain
        return dangersIn({ type, data: fields })
      } catch {
        return []
      }
    })
}

function played(id: string): { events: unknown[]; removed: object } {
  const events: unknown[] = []
  const engine = createEngine({
    ownHost,
    allowedHosts: [],
    starts: [start],
    hints: [start],
    emit: (output) => events.push(...(output.type === 'batch' ? output.events : [])),
  })
  engine.push(0, new TextEncoder().encode(linesOf(id)))
  engine.endSegment(0)
  return { events, removed: engine.facts().removed }
}

const attacking: HostileSlug[] = [
  'scripts',
  'handlers',
  'links',
  'srcdoc',
  'refresh',
  'base',
  'animation',
  'frames',
  'nested',
  'shadow',
  'hints',
  'forms',
  'ping',
  'canvas',
]

test.each(attacking)('the recording of %s contains an attack before it is sanitized', (slug) => {
  expect(rawDangers(`hostile-${slug}`).length).toBeGreaterThan(0)
})

test.each(hostileRecordings)(
  'nothing dangerous is left of $title',
  ({ id, slug }) => {
    const { events, removed } = played(id)
    expect(events.length).toBeGreaterThan(3)
    expect(events.flatMap(dangersIn)).toEqual([])
    if (attacking.includes(slug)) expect(Object.keys(removed).length).toBeGreaterThan(0)
  },
  60_000,
)
