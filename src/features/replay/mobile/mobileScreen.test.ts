import { EventType, IncrementalSource } from '@rrweb/types'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isRecord } from '#lib/isRecord.ts'
import { screenId } from './drawWireframe.ts'
import { drawMobileScreen, newMobileScreen } from './mobileScreen.ts'
import type { Wireframe } from './wireframe.ts'

type Fields = Record<string, unknown>

function recordsIn(value: unknown): Fields[] {
  return Array.isArray(value) ? value.filter(isRecord) : []
}

/** What rrweb does to a document, as far as IDs, order and attributes go. */
class Page {
  root: Fields

  constructor(root: Fields) {
    this.root = root
  }

  find(id: unknown, from: Fields = this.root): Fields | undefined {
    if (from['id'] === id) return from
    return recordsIn(from['childNodes'])
      .map((child) => this.find(id, child))
      .find((found) => found !== undefined)
  }

  change({ removes, adds, attributes }: Fields) {
    for (const { id, parentId } of recordsIn(removes)) {
      const parent = this.find(parentId)
      expect(
        recordsIn(parent?.['childNodes']).some((child) => child['id'] === id),
        'removes what is there',
      ).toBe(true)
      if (parent) parent['childNodes'] = recordsIn(parent['childNodes']).filter((child) => child['id'] !== id)
    }
    let waiting = recordsIn(adds)
    while (waiting.length > 0) {
      const possible = waiting.filter(({ nextId }) => nextId === null || this.find(nextId))
      expect(possible.length, 'each place is there').toBeGreaterThan(0)
      for (const { parentId, nextId, node } of possible) {
        const parent = this.find(parentId)
        expect(isRecord(node) && this.find(node['id']), 'no node is there twice').toBeUndefined()
        const children = recordsIn(parent?.['childNodes'])
        const place = children.findIndex((child) => child['id'] === nextId)
        if (parent) parent['childNodes'] = children.toSpliced(place < 0 ? children.length : place, 0, node as Fields)
      }
      waiting = waiting.filter((one) => !possible.includes(one))
    }
    for (const { id, attributes: changed } of recordsIn(attributes)) {
      const node = this.find(id)
      expect(node, 'changes what is there').toBeDefined()
      if (node) node['attributes'] = { ...(node['attributes'] as Fields), ...(changed as Fields) }
    }
  }
}

const ids = fc.integer({ min: 1, max: 12 })
const { wireframe } = fc.letrec<{ wireframe: Fields }>((tie) => ({
  wireframe: fc.record(
    {
      id: ids,
      type: fc.constantFrom('text', 'screenshot', 'div', 'input', 'unheard-of'),
      text: fc.string(),
      base64: fc.constantFrom('aaaa', 'bbbb', ''),
      x: fc.nat(300),
      childWireframes: fc.array(tie('wireframe'), { maxLength: 3 }),
    },
    { requiredKeys: ['id', 'type'] },
  ),
}))
const put = fc.record({ parentId: ids, wireframe }, { requiredKeys: ['wireframe'] })
const changes = fc.record({
  removes: fc.array(fc.record({ id: ids }), { maxLength: 2 }),
  updates: fc.array(put, { maxLength: 3 }),
  adds: fc.array(put, { maxLength: 2 }),
})

function dataOf(event: Fields | null): Fields {
  const data = event?.['data']
  return structuredClone(isRecord(data) ? data : {})
}

test('whatever changes, the page shows what drawing the whole screen would', () => {
  fc.assert(
    fc.property(fc.array(wireframe, { maxLength: 4 }), fc.array(changes, { maxLength: 8 }), (wireframes, steps) => {
      const screen = newMobileScreen()
      const full = { type: EventType.FullSnapshot, data: { wireframes } }
      const page = new Page(dataOf(drawMobileScreen(full, screen))['node'] as Fields)
      const tree = ({ id, type, fields, children }: Wireframe): Fields => ({
        id,
        type,
        ...fields,
        childWireframes: children.map(tree),
      })
      for (const step of steps) {
        const event = { type: EventType.IncrementalSnapshot, data: { source: IncrementalSource.Mutation, ...step } }
        const drawn = drawMobileScreen(event, screen)
        if (drawn === null) continue
        page.change(dataOf(drawn))
        const all = (screen.all.get(screenId)?.children ?? []).map(tree)
        const whole = drawMobileScreen({ type: EventType.FullSnapshot, data: { wireframes: all } }, newMobileScreen())
        expect(page.root).toEqual(dataOf(whole)['node'])
      }
    }),
    { numRuns: 300 },
  )
})

test('a new picture in the same place only replaces the old one', () => {
  const screen = newMobileScreen()
  const picture = { id: 4, type: 'screenshot', base64: 'aaaa', width: 390, height: 844 }
  drawMobileScreen({ type: EventType.FullSnapshot, data: { wireframes: [picture] } }, screen)
  const updates = [{ wireframe: { ...picture, base64: 'bbbb' } }]
  const change = { type: EventType.IncrementalSnapshot, data: { source: IncrementalSource.Mutation, updates } }
  const { adds, removes, attributes } = dataOf(drawMobileScreen(change, screen))
  expect([adds, removes]).toEqual([[], []])
  expect(attributes).toMatchObject([{ id: 4, attributes: { src: 'data:image/png;base64,bbbb' } }])
})

test('nothing of a wireframe becomes a style that it should not be', () => {
  const style = {
    color: 'red;background:url(https://evil.example)',
    backgroundColor: 'url(x)',
    fontSize: '1px;x:y',
    borderRadius: {},
  }
  const event = { type: EventType.FullSnapshot, data: { wireframes: [{ id: 1, type: 'text', text: 'Hi', style }] } }
  expect(JSON.stringify(drawMobileScreen(event, newMobileScreen()))).not.toMatch(/evil|url|x:y/)
})
