import { readdirSync, readFileSync, statSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { capturedSessions, snapshotEvents } from './capturedSessions.ts'

const folder = new URL('../sessions/', import.meta.url)
const names = capturedSessions().map(({ name }) => name)

function sessionNamed(name: string) {
  const session = capturedSessions().find((one) => one.name === name)
  if (session === undefined) throw new Error(`There is no session ${name}.`)
  return session
}

/** What the SDK packed: each character is one byte of gzip. */
function unpack(field: unknown): unknown {
  if (typeof field !== 'string') return field
  return JSON.parse(gunzipSync(Buffer.from(field, 'latin1')).toString('utf8'))
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

/** Data of the incremental events of one source, unpacked, in the order they were sent. */
function changes(name: string, source: number): Record<string, unknown>[] {
  return snapshotEvents(name).flatMap(({ event: { type, data } }) => {
    if (type !== 3 || !isRecord(data) || data['source'] !== source) return []
    return [
      Object.fromEntries(
        Object.entries(data).map(([key, value]) => [key, source === 0 && key !== 'source' ? unpack(value) : value]),
      ),
    ]
  })
}

function typed(name: string): string[] {
  return changes(name, 5).map((data) => String(data['text']))
}

function rawText(file: string): string {
  return gunzipSync(readFileSync(new URL(file, folder))).toString('utf8')
}

describe('what was captured', () => {
  test.each(names)('every packed field of %s unpacks', (name) => {
    const packed = snapshotEvents(name).filter(({ event }) => 'cv' in event)
    expect(packed.length).toBeGreaterThan(0)
    for (const { event } of packed) {
      expect(event['cv']).toBe('2024-10')
      if (event['type'] === 2) expect(unpack(event['data'])).toMatchObject({ node: { type: 0 } })
      else expect(isRecord(event['data']) && Object.values(event['data']).map(unpack)).toBeTruthy()
    }
  })

  test.each(names)('every tab of %s begins with a Meta event and a full snapshot before any change', (name) => {
    for (const windowId of sessionNamed(name).windowIds) {
      const types = snapshotEvents(name)
        .filter((one) => one.windowId === windowId)
        .map(({ event }) => event['type'])
      expect(types.indexOf(4)).toBeGreaterThanOrEqual(0)
      expect(types.indexOf(2)).toBeGreaterThan(types.indexOf(4))
      expect(types.indexOf(3)).toBeGreaterThan(types.indexOf(2))
    }
  })

  test('all of it stays below a megabyte', () => {
    const sizes = readdirSync(folder).map((file) => statSync(new URL(file, folder)).size)
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(1_000_000)
  })

  test('nothing tells of the machine or the driver it was recorded with', () => {
    for (const file of readdirSync(folder).filter((one) => one.endsWith('.gz'))) {
      expect(rawText(file)).not.toMatch(/127\.0\.0\.1|localhost|file:\/\/|HeadlessChrome|\/node_modules\/|\/home\/|\/Users\//)
    }
    for (const name of names) {
      const full = snapshotEvents(name).filter(({ event }) => event['type'] === 2)
      for (const { event } of full) expect(JSON.stringify(unpack(event['data']))).not.toMatch(/127\.0\.0\.1|localhost|file:\/\//)
    }
  })
})

describe('the visits', () => {
  test('the form shows its validation error and logs an error', () => {
    const form = sessionNamed('join-form')
    expect(form.consoleErrorCount).toBeGreaterThanOrEqual(1)
    expect(form.consoleWarnCount).toBeGreaterThanOrEqual(1)
    const page = JSON.stringify(changes('join-form', 0))
    expect(page).toContain('This does not look like an e-mail address.')
    expect(page).toContain('You are member 4711.')
  })

  test('what is typed is captured, a password is not', () => {
    expect(typed('join-form')).toContain('piet.okonkwo@allotment.example')
    expect(typed('join-form').filter((text) => text.startsWith('beans'))).toEqual([])
    expect(typed('join-form')).toContain('*'.repeat('beans-and-peas'.length))
  })

  test('inputs are masked where the site left the default', () => {
    expect(typed('two-tabs')).toContain('*****')
    expect(typed('two-tabs').every((text) => /^\**$/.test(text))).toBe(true)
  })

  test('the card number of the checkout is nowhere', () => {
    expect(typed('shop-checkout')).toContain('Maren Lindqvist')
    expect(typed('shop-checkout').filter((text) => text.startsWith('4000'))).toEqual([])
  })

  test('two tabs are two windows of one session', () => {
    expect(sessionNamed('two-tabs').windowIds).toHaveLength(2)
    const others = capturedSessions().filter(({ name }) => name !== 'two-tabs')
    expect(others.map(({ windowIds }) => windowIds.length)).toEqual(others.map(() => 1))
  })

  test('the checkout is recorded to its end', () => {
    const metas = snapshotEvents('shop-checkout').filter(({ event }) => event['type'] === 4)
    expect(metas.at(-1)?.event['data']).toMatchObject({ href: 'http://shop.example/thank-you' })
    expect(changes('shop-checkout', 1).length).toBeGreaterThan(10)
    expect(snapshotEvents('shop-checkout').at(-1)?.event).toMatchObject({ type: 3 })
  })

  test('a person is known where the visitor said who they are', () => {
    expect(sessionNamed('shop-checkout').person).toEqual({
      name: 'Maren Lindqvist',
      properties: { name: 'Maren Lindqvist', email: 'maren@lindqvist.example', town: 'Bowness' },
    })
    expect(sessionNamed('join-form').distinctId).toBe('member-4711')
    expect(sessionNamed('two-tabs').person).toBeNull()
  })

  test('the long visit goes idle and returns', () => {
    const { durationSeconds, activeSeconds, inactiveSeconds } = sessionNamed('long-visit')
    expect(durationSeconds).toBeGreaterThan(180)
    expect(activeSeconds).toBeLessThan(durationSeconds / 2)
    expect(inactiveSeconds + activeSeconds).toBeCloseTo(durationSeconds, 2)
    const tags = snapshotEvents('long-visit').map(({ event }) => isRecord(event['data']) && event['data']['tag'])
    expect(tags).toEqual(expect.arrayContaining(['sessionIdle', 'sessionNoLongerIdle']))
  })

  test('the board changes all the time and on one page', () => {
    expect(changes('workshop-board', 0).length).toBeGreaterThan(60)
    expect(snapshotEvents('workshop-board').filter(({ event }) => event['type'] === 4)).toHaveLength(1)
  })

  test('the chart page draws without a canvas', () => {
    const first = snapshotEvents('sales-charts').find(({ event }) => event['type'] === 2)
    const page = JSON.stringify(unpack(first?.event['data']))
    expect(page).toContain('"tagName":"svg"')
    expect(page).not.toContain('"tagName":"canvas"')
  })

  test('the phone is 390 pixels wide on every page and is touched', () => {
    const metas = snapshotEvents('phone-visit').filter(({ event }) => event['type'] === 4)
    for (const { event } of metas) expect(event['data']).toMatchObject({ width: 390 })
    expect(changes('phone-visit', 2).filter((data) => data['type'] === 7).length).toBeGreaterThan(5)
  })
})

describe('the numbers', () => {
  test.each(capturedSessions())('$name: counts agree with a plain count of its events', (session) => {
    const clicks = changes(session.name, 2).filter((data) => data['type'] === 2)
    expect(session.clickCount).toBe(clicks.length)
    expect(session.keypressCount).toBe(changes(session.name, 5).length)
    expect(session.eventCount).toBe(snapshotEvents(session.name).length)
    expect(session.mouseActivityCount).toBeGreaterThanOrEqual(session.clickCount + session.keypressCount)
    expect(session.startUrl).toMatch(/^http:\/\/shop\.example\//)
    const times = snapshotEvents(session.name).map(({ event }) => Number(event['timestamp']))
    expect(session.durationSeconds).toBe(Math.floor((Math.max(...times) - Math.min(...times)) / 1000))
  })

  test('a name that was never recorded is refused', () => {
    expect(() => snapshotEvents('nobody')).toThrow('nobody')
  })
})
