import { EventType, IncrementalSource, NodeType } from '@rrweb/types'
import { expect, test } from 'vitest'
import { createEngine } from '../engine.ts'
import { cleanEvent } from './cleanEvent.ts'
import { cleanCss } from './css.ts'
import { newWindowNodes, type WindowNodes } from './nodeKinds.ts'
import { createRemovalCounter } from './removalCounter.ts'
import { limitUses, newUseGraph } from './uses.ts'

let lastId = 0
function element(tagName: string, attributes: Record<string, unknown>, ...childNodes: unknown[]) {
  lastId += 1
  return { type: NodeType.Element, id: lastId, tagName, attributes, childNodes }
}

function shape(tagName: string, attributes: Record<string, unknown>, ...childNodes: unknown[]) {
  return { ...element(tagName, attributes, ...childNodes), isSVG: true }
}

const emptied = (root: Record<string, unknown>) => limitUses(newUseGraph(), root)

/** Each shape uses the one before `width` times. */
function usesOf(depth: number, width: number) {
  const groups = Array.from({ length: depth }, (_, level) =>
    element('g', { id: `g${level + 1}` }, ...Array.from({ length: width }, () => element('use', { 'xlink:href': `#g${level}` }))),
  )
  return element('svg', {}, element('rect', { id: 'g0' }), ...groups, element('use', { href: `#g${depth}` }))
}

test('a billion shapes are not drawn, and ordinary icons are', () => {
  expect(emptied(usesOf(9, 10))).toBeGreaterThan(50)
  expect(emptied(usesOf(2, 10))).toBe(0)
  const icons = Array.from({ length: 3000 }, () => element('svg', { id: 'icon' }, element('use', { href: '#star' })))
  expect(emptied(element('div', {}, ...icons))).toBe(0)
  expect(emptied(element('g', { id: 'a' }, element('use', { href: '#a' }))), 'what uses itself is never drawn').toBe(1)
  const loops = Array.from({ length: 3 }, (_, at) =>
    element('g', { id: `l${at}` }, element('use', { href: `#l${(at + 1) % 3}` })),
  )
  expect(emptied(element('svg', {}, ...loops))).toBeGreaterThan(0)
})

function cleaned(event: Record<string, unknown>, nodes: WindowNodes = newWindowNodes()) {
  const removals = createRemovalCounter()
  const options = { removals, ownHost: 'desk.example', allowedHosts: [] }
  const clean = cleanEvent(event, 1, 'w', options, nodes)
  return { text: JSON.stringify(clean), excess: removals.counts().removed.excess ?? 0, options }
}

/** How many shapes the last group draws if each uses the one before so many times. */
function drawn(uses: readonly number[]): number {
  return uses.reduce((copies, count) => 1 + count * copies, 1)
}

function pageOf(body: unknown[]) {
  const node = {
    type: NodeType.Document,
    id: 800_000,
    childNodes: [element('html', {}, { ...element('body', {}), childNodes: body })],
  }
  return { type: EventType.FullSnapshot, data: { node } }
}

function mutation(changes: { adds?: unknown[]; attributes?: unknown[] }) {
  return { type: EventType.IncrementalSnapshot, data: { source: IncrementalSource.Mutation, ...changes } }
}

test('a billion shapes are not drawn when each use is added for itself', () => {
  const nodes = newWindowNodes()
  const groups = Array.from({ length: 9 }, (_, level) => shape('g', { id: `g${level + 1}` }))
  cleaned(pageOf([shape('svg', {}, shape('rect', { id: 'g0' }), ...groups, shape('use', { href: '#g9' }))]), nodes)
  const remaining = groups.map(({ id }, level) => {
    const adds = Array.from({ length: 10 }, () => [{ parentId: id, nextId: null, node: shape('use', { href: `#g${level}` }) }])
    return adds.filter((add) => cleaned(mutation({ adds: add }), nodes).excess === 0).length
  })
  expect(drawn(remaining)).toBeLessThan(5000)
  expect(remaining.slice(0, 3), 'no harm so far').toEqual([10, 10, 10])
})

test('a billion shapes are not drawn when uses get their targets later', () => {
  const nodes = newWindowNodes()
  const uses = Array.from({ length: 9 }, () => Array.from({ length: 10 }, () => shape('use', {})))
  const groups = uses.map((some, level) => shape('g', { id: `g${level + 1}` }, ...some))
  cleaned(pageOf([shape('svg', {}, shape('rect', { id: 'g0' }), ...groups, shape('use', { href: '#g9' }))]), nodes)
  const remaining = uses.map((some, level) => {
    const changes = some.map(({ id }) => [{ id, attributes: { 'xlink:href': `#g${level}` } }])
    return changes.filter((attributes) => cleaned(mutation({ attributes }), nodes).excess === 0).length
  })
  expect(drawn(remaining)).toBeLessThan(5000)
  expect(remaining.slice(0, 3), 'no harm so far').toEqual([10, 10, 10])
})

test('icons that a page adds and removes again and again are drawn', () => {
  const nodes = newWindowNodes()
  const toolbar = element('div', {})
  cleaned(pageOf([toolbar, shape('svg', {}, shape('symbol', { id: 'star' }))]), nodes)
  const twoStars = shape('svg', {}, shape('g', { id: 'two' }, shape('use', { href: '#star' }), shape('use', { href: '#star' })))
  for (let round = 0; round < 6000; round += 1) {
    const node = shape('svg', { id: 'icon' }, shape('use', { href: '#star' }))
    expect(cleaned(mutation({ adds: [{ parentId: toolbar.id, nextId: null, node }] }), nodes).excess).toBe(0)
  }
  expect(cleaned(mutation({ adds: [{ parentId: toolbar.id, nextId: null, node: twoStars }] }), nodes).excess).toBe(0)
  const both = shape('svg', {}, shape('use', { href: '#two' }))
  expect(
    cleaned(mutation({ adds: [{ parentId: toolbar.id, nextId: null, node: both }] }), nodes).excess,
    'nor of uses in uses',
  ).toBe(0)
})

test('an SVG element can’t take the ID of another later', () => {
  const nodes = newWindowNodes()
  const group = shape('g', { id: 'a' })
  cleaned(pageOf([shape('svg', {}, group)]), nodes)
  const { text } = cleaned(mutation({ attributes: [{ id: group.id, attributes: { id: 'b', class: 'c' } }] }), nodes)
  expect(text).not.toContain('"b"')
  expect(text).toContain('"c"')
})

test('nodes and texts of one event are bounded', () => {
  const many = Array.from({ length: 120_000 }, () => element('i', {}))
  const { text, excess } = cleaned(pageOf(many))
  expect(excess).toBeGreaterThan(60_000)
  expect(text.match(/"i"/g)?.length).toBeLessThan(60_000)
  const adds = Array.from({ length: 120_000 }, () => ({ parentId: 800_000_000, nextId: null, node: element('i', {}) }))
  expect(cleaned(mutation({ adds })).excess).toBe(60_000)
  const texts = Array.from({ length: 40 }, () => {
    lastId += 1
    return { type: NodeType.Text, id: lastId, textContent: 'x'.repeat(400_000) }
  })
  const long = cleaned(pageOf(texts))
  expect(long.text.length).toBeLessThan(1_100_000)
  expect(long.excess).toBe(40 - 2)
})

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
    'a{filter:blur(50px) drop-shadow(0 0 50px red)}',
  )
  expect(cleanCss('a{filter:blur(4px)}', options)).toBe('a{filter:blur(4px)}')
  expect(cleanCss('a{filter:blur(var(--b))}', options)).toBe('a{filter:blur(min(50px,var(--b)))}')
  expect(cleanCss('a{filter:blur(calc(9px*var(--b))', options)).toBe('a{filter:blur(min(50px,calc(9px*var(--b)))')
  expect(cleanCss('a{filter:drop-shadow(0 0 var(--b) rgb(0 0 0))}', options)).toBe('a{filter:none}')
  const ordinary = 'a{filter:drop-shadow(0 0 2px var(--c)) drop-shadow(rgb(0 0 0) 0 1px 1px)}'
  expect(cleanCss(ordinary, options)).toBe(ordinary)
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
