import type { RecordingFacts } from '../data/recordingFacts.ts'
import { mix } from '../data/mix.ts'
import { seedOf } from './fitting.ts'
import type { ReplayEvent } from './pack.ts'
import { source, type } from './rrweb.ts'
import { screenPicture } from './screenPicture.ts'
import type { TimedLine } from './tape.ts'

const screen = { width: 393, height: 852 }
const purpose = 92
const longestStep = 20_000

/** The parts of a screen as a phone's SDK tells them: boxes with words, no document. */
function wireframesOf(title: string, visits: number) {
  const rows = Array.from({ length: 6 }, (_, row) => ({
    id: 20 + row,
    type: 'text',
    text: `${title}, item ${row + 1}`,
    x: 16,
    y: 180 + row * 96,
    width: screen.width - 32,
    height: 80,
    style: { backgroundColor: '#ffffff', color: '#1d2733', borderRadius: 12, fontSize: 16 },
  }))
  const bar = { id: 10, type: 'status_bar', x: 0, y: 0, width: screen.width, height: 44, style: {} }
  const heading = {
    id: 11,
    type: 'text',
    text: `${title} (${visits})`,
    x: 16,
    y: 72,
    width: 300,
    height: 40,
    style: { fontSize: 28 },
  }
  return [
    {
      id: 1,
      type: 'div',
      x: 0,
      y: 0,
      ...screen,
      style: { backgroundColor: '#f4f1ea' },
      childWireframes: [bar, heading, ...rows],
    },
  ]
}

/** A screen as SDKs tell it that send pictures. */
function screenshotOf(visits: number) {
  const cards = Array.from({ length: 6 }, (_, row) => ({ x: 8, y: 90 + row * 48, width: 180, height: 40, color: 1 }))
  const bar = { x: 8, y: 36, width: 20 + ((visits * 24) % 160), height: 20, color: 2 }
  const base64 = screenPicture(196, 426, [0xf4f1ea, 0xffffff, 0x1d6f5c], [...cards, bar])
  return { id: 1, type: 'screenshot', x: 0, y: 0, ...screen, base64, style: {} }
}

function screenEvents(timestamp: number, title: string, wireframes: readonly unknown[]): ReplayEvent[] {
  return [
    { type: type.meta, timestamp, data: { ...screen, href: title, screen: title } },
    { type: type.full, timestamp: timestamp + 1, data: { wireframes, initialOffset: { top: 0, left: 0 } } },
  ]
}

function touch(timestamp: number, seed: number, step: number): ReplayEvent[] {
  const [x, y] = [mix(seed, step, purpose) % screen.width, 180 + (mix(seed, step, purpose + 1) % 560)]
  const about = { source: source.interaction, pointerType: 2, id: 1, x, y }
  return [
    { type: type.change, timestamp, data: { ...about, type: 7 } },
    { type: type.change, timestamp: timestamp + 90, data: { ...about, type: 9 } },
  ]
}

function update(timestamp: number, wireframe: unknown): ReplayEvent {
  return { type: type.change, timestamp, data: { source: source.mutation, updates: [{ parentId: 1, wireframe }] } }
}

/**
 * What a phone's SDK sends in the place of documents: wireframes, or a picture of each screen. A touch now and then, a screen
 * after every fifth, and an end where the recording ends.
 */
export function mobileTape({ id, startedAt, activity, visit }: RecordingFacts, sends: 'wireframes' | 'pictures'): TimedLine[] {
  const seed = seedOf(id)
  const title = visit.startUrl ?? 'Home'
  const length = (activity.durationSeconds ?? 30) * 1000
  const windowId = `${id}-phone`
  const drawn = (name: string, visits: number) => (sends === 'pictures' ? [screenshotOf(visits)] : wireframesOf(name, visits))
  const changed = (visits: number) =>
    sends === 'pictures' ? screenshotOf(visits) : wireframesOf(title, visits)[0]?.childWireframes[1]
  const events = screenEvents(startedAt, title, drawn(title, 0))
  let time = startedAt
  for (let step = 1; time < startedAt + length; step += 1) {
    time = Math.min(startedAt + length, time + 400 + (mix(seed, step, purpose) % longestStep))
    const name = `${title} ${step / 5 + 1}`
    const next = step % 5 === 0 ? screenEvents(time, name, drawn(name, step)) : [update(time, changed(step))]
    events.push(...touch(time - 200, seed, step), ...next)
  }
  return events.map((event) => ({ time: event.timestamp, line: { windowId, event } }))
}
