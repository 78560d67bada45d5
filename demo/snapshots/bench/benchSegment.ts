import { choose, mix, part } from '../../data/mix.ts'
import { adding, change, fullEvent, metaEvent, mutation } from '../events.ts'
import { packEvent, type ReplayEvent } from '../pack.ts'
import { numbersFrom } from '../page.ts'
import { source, type } from '../rrweb.ts'
import { benchPage, type BenchPage, clockText, newRow, visibleRows } from './benchPage.ts'

/** Recorders take a full snapshot as often as this. */
export const segmentSeconds = 300

const searches = ['sencha', 'overdue in lyon', 'kettle 1l', 'returns of may', 'glass teapot'] as const
const address = 'https://office.leafandkettle.example/orders'
const changedWords = 12
const replacedRows = 12

type Tick = { page: BenchPage; seed: number; second: number; at: number }

/** Half a second of pointer movement, as recorders gather it. */
function moves({ page, seed, second, at }: Tick): ReplayEvent[] {
  return [400, 900].map((later) => {
    const positions = Array.from({ length: 10 }, (_, step) => ({
      x: (mix(seed, second, 110) + step * 7 + later) % 1280,
      y: (mix(seed, second, 111) + step * 5) % 800,
      id: page.rows[step]?.id ?? page.bodyId,
      timeOffset: (step - 9) * 50,
    }))
    return change(at + later, source.mouseMove, { positions })
  })
}

/** Some words of the table and bars of the chart change, and the clock goes on. */
function updates({ page, seed, second, at }: Tick): ReplayEvent {
  const touched = Array.from({ length: changedWords }, (_, order) => {
    const row = page.rows[mix(seed, second * 31 + order, 112) % page.rows.length]
    const id = row?.wordIds[4] ?? page.clockId
    const bar = page.barIds[mix(seed, second * 17 + order, 113) % page.barIds.length] ?? page.bodyId
    const height = 4 + (mix(seed, second + order, 114) % 90)
    return {
      text: { id, value: `${height * 3}.${order} €` },
      bar: { id: bar, attributes: { height, y: 100 - height, class: 'bar changed' } },
    }
  })
  return mutation(at + 500, {
    texts: [{ id: page.clockId, value: clockText(second) }, ...touched.map(({ text }) => text)],
    attributes: touched.map(({ bar }) => bar),
  })
}

/** The upper rows go, and others come at the end. */
function replaceRows({ page, seed, second, at }: Tick, nextRow: (order: number) => ReturnType<typeof newRow>): ReplayEvent {
  const gone = page.rows.splice(0, replacedRows)
  const come = gone.map((_, order) => nextRow(visibleRows + second * replacedRows + order + (mix(seed, second, 115) % 7)))
  page.rows.push(...come.map(({ id, wordIds }) => ({ id, wordIds })))
  return mutation(at + 600, {
    removes: gone.map(({ id }) => ({ parentId: page.tableId, id })),
    adds: come.flatMap(({ serialized }) => adding(page.tableId, serialized)),
  })
}

function typing({ page, seed, second, at }: Tick): ReplayEvent[] {
  const text = choose(searches, part(seed, second, 116))
  const letters = Array.from(text.slice(0, 12))
  const click = change(at + 20, source.interaction, { type: 2, id: page.inputId, x: 420, y: 130 })
  return [
    click,
    ...letters.map((_, length) =>
      change(at + 60 + length * 70, source.input, { id: page.inputId, text: text.slice(0, length + 1), isChecked: false }),
    ),
  ]
}

function sheetRule({ page, second, at }: Tick): ReplayEvent {
  const adds = [{ rule: `.row[data-row="${second}"] { outline: 1px solid teal }`, index: 0 }]
  return change(at + 700, source.styleRule, { id: page.sheetId, adds, removes: [] })
}

function consoleLine({ second, at }: Tick): ReplayEvent {
  const payload = {
    level: 'info',
    trace: ['refresh (https://office.leafandkettle.example/orders.js:41:7)'],
    payload: [`"orders: ${second}"`],
  }
  return { type: type.plugin, timestamp: at + 750, data: { plugin: 'rrweb/console@1', payload } }
}

function events(tick: Tick, nextRow: (order: number) => ReturnType<typeof newRow>): ReplayEvent[] {
  const { second, at, page } = tick
  return [
    ...(second % 20 === 7 ? typing(tick) : []),
    ...moves(tick),
    updates(tick),
    ...(second % 5 === 3 ? [replaceRows(tick, nextRow)] : []),
    ...(second % 3 === 1 ? [change(at + 650, source.scroll, { id: page.bodyId, x: 0, y: (second * 40) % 900 })] : []),
    ...(second % 45 === 11 ? [sheetRule(tick)] : []),
    ...(second % 15 === 4 ? [consoleLine(tick)] : []),
    ...(second % 60 === 30
      ? [{ type: type.custom, timestamp: at + 800, data: { tag: '$pageview', payload: { href: `${address}?page=${second}` } } }]
      : []),
  ].toSorted((one, other) => one.timestamp - other.timestamp)
}

/**
 * Some minutes of a busy visit that begin with a full snapshot, from `firstSecond` of the visit for `seconds`; `start` is when
 * the visit began, in milliseconds. The same every time, and independent of what was before. The page's clock reads
 * "Second n" from half a second after second n on.
 */
export function benchSegment(seed: number, start: number, firstSecond: number, seconds: number): ReplayEvent[] {
  const numbers = numbersFrom(1)
  const page = benchPage(seed, firstSecond, numbers)
  const begin = start + firstSecond * 1000
  const nextRow = (order: number) => newRow(seed, order, numbers)
  const ticks = Array.from({ length: seconds }, (_, order) => {
    const second = firstSecond + order
    return events({ page, seed, second, at: start + second * 1000 }, nextRow)
  })
  const opening = [metaEvent(begin, address, { width: 1280, height: 800 }), fullEvent(begin + 10, page.root)]
  return [...opening, ...ticks.flat()].map(packEvent)
}
