import { EventType, IncrementalSource, NodeType } from '@rrweb/types'
import { expect, test } from 'vitest'
import { createEngine } from '../engine.ts'
import { cleanEvent } from './cleanEvent.ts'
import { cleanCss } from './css.ts'
import { limitUses } from './limits.ts'
import { newWindowNodes } from './nodeKinds.ts'
import { createRemovalCounter } from './removalCounter.ts'

let lastId = 0
function element(tagName: string, attributes: Record<string, unknown>, ...childNodes: unknown[]) {
  lastId += 1
  return { type: NodeType.Element, id: lastId, tagName, attributes, childNodes }
}

/** Each shape uses the one before `width` times. */
function usesOf(depth: number, width: number) {
  const groups = Array.from({ length: depth }, (_, level) =>
    element('g', { id: `g${level + 1}` }, ...Array.from({ length: width }, () => element('use', { 'xlink:href': `#g${level}` }))),
  )
  return element('svg', {}, element('rect', { id: 'g0' }), ...groups, element('use', { href: `#g${depth}` }))
}

test('a billion shapes are not drawn, and ordinary icons are', () => {
  expect(limitUses(usesOf(9, 10))).toBeGreaterThan(50)
  expect(limitUses(usesOf(2, 10))).toBe(0)
  const icons = Array.from({ length: 3000 }, () => element('svg', { id: 'icon' }, element('use', { href: '#star' })))
  expect(limitUses(element('div', {}, ...icons))).toBe(0)
  expect(limitUses(element('g', { id: 'a' }, element('use', { href: '#a' }))), 'what uses itself is never drawn').toBe(1)
  const loops = Array.from({ length: 3 }, (_, at) =>
    element('g', { id: `l${at}` }, element('use', { href: `#l${(at + 1) % 3}` })),
  )
  expect(limitUses(element('svg', {}, ...loops))).toBeGreaterThan(0)
})

function cleaned(event: Record<string, unknown>) {
  const removals = createRemovalCounter()
  const options = { removals, ownHost: 'desk.example', allowedHosts: [] }
  const clean = cleanEvent(event, 1, 'w', options, newWindowNodes())
  return { text: JSON.stringify(clean), excess: removals.counts().removed.excess ?? 0, options }
}

test('pointer paths and texts are cut, and it is said', () => {
  const positions = Array.from({ length: 500_000 }, () => ({ x: 1, y: 1, id: 1, timeOffset: 0 }))
  const move = cleaned({ type: EventType.IncrementalSnapshot, data: { source: IncrementalSource.MouseMove, positions } })
  expect(move.excess).toBe(498_000)
  const text = { type: NodeType.Text, id: 900_001, textContent: 'x'.repeat(4_000_000) }
  const html = element('html', {}, element('body', {}, text))
  const page = cleaned({
    type: EventType.FullSnapshot,
    data: { node: { type: NodeType.Document, id: 900_002, childNodes: [html] } },
  })
  expect(page.excess).toBe(1)
  expect(page.text.length).toBeLessThan(600_000)
})

test('blurs are bounded', () => {
  const { options } = cleaned({})
  expect(cleanCss('a{filter:blur(99999px) drop-shadow(0 0 5000px red)}', options)).toBe(
    'a{filter:blur(200px) drop-shadow(0 0 200px red)}',
  )
  expect(cleanCss('a{filter:blur(4px)}', options)).toBe('a{filter:blur(4px)}')
})

test('of 100,000 console lines 50,000 are listed', () => {
  let items = 0
  const emit = (output: { type: string; items?: unknown[] }) => (items += output.items?.length ?? 0)
  const engine = createEngine({ ownHost: 'desk.example', allowedHosts: [], starts: [null], hints: [], emit })
  const start = 1_790_000_000_000
  const node = { type: NodeType.Document, id: 1, childNodes: [{ ...element('html', {}), id: 2 }] }
  const lines = Array.from({ length: 100_000 }, (_, index) => ({
    type: EventType.Plugin,
    timestamp: start + 10 + index,
    data: { plugin: 'rrweb/console@1', payload: { level: 'log', payload: [`"line ${index}"`] } },
  }))
  const meta = { type: EventType.Meta, timestamp: start, data: { href: '', width: 800, height: 600 } }
  const full = { type: EventType.FullSnapshot, timestamp: start + 1, data: { node, initialOffset: { top: 0, left: 0 } } }
  engine.pushValues(0, [meta, full, ...lines])
  engine.endSegment(0)
  expect(items).toBe(50_000)
  expect(engine.facts().removed.excess).toBe(50_000)
})
