import { IncrementalSource, NodeType } from '@rrweb/types'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cleanEvent } from './cleanEvent.ts'
import { dangersIn, ownHost } from './dangers.fixture.ts'
import { newWindowNodes } from './nodeKinds.ts'
import { createRemovalCounter } from './removalCounter.ts'

const withRandomCase = (word: string) =>
  fc
    .array(fc.boolean(), { minLength: word.length, maxLength: word.length })
    .map((upper) => Array.from(word, (letter, index) => (upper[index] ? letter.toUpperCase() : letter)).join(''))
const oneOf = (text: string) => fc.constantFrom(...text.split(' '))

const tag = fc.oneof(
  oneOf(
    'div p a area script base meta link style iframe frame object embed applet portal form button input img image svg set animate',
  ),
  oneOf(
    'use noscript template video audio source track picture html head body x-thing svg:script xlink:a xml-x foreignObject math',
  ),
  oneOf('script base link meta iframe a').chain(withRandomCase),
  fc.string({ maxLength: 8 }),
)
const script = fc
  .tuple(
    fc.constantFrom('', ' ', '\t', '\n', '\u0000', '\u0001 '),
    oneOf('javascript vbscript data').chain(withRandomCase),
    fc.constantFrom(':', '\t:', '&colon;', '&#58;', '&#x3A;'),
    fc.constantFrom('alert(1)', 'text/html,<script>alert(1)</script>', ''),
  )
  .map((parts) => parts.join(''))
const address = fc.oneof(
  script,
  fc.constantFrom(
    '/api/projects/',
    '../x',
    `http://${ownHost}/x`,
    `//${ownHost}`,
    `\\\\${ownHost}\\x`,
    'http:/x',
    'blob:http://x/1',
  ),
  fc.constantFrom('https://cdn.example/a.png', '//cdn.example/a.css', '#here', 'about:blank', 'data:image/png;base64,AA', ''),
  fc.webUrl(),
)
const style = fc
  .tuple(
    fc.constantFrom('a{background:', '@import ', 'b{src:', 'c{cursor:'),
    fc.constantFrom('url(', 'URL( ', '\\75rl(', "url('", 'url("', "'", '"', 'image-set("'),
    address,
    fc.constantFrom(')', "')", '")', '";', ''),
  )
  .map((parts) => parts.join(''))
const attribute = fc.oneof(
  fc.tuple(
    oneOf('href src xlink:href srcset poster background action formaction data ping cite from to values content'),
    address,
  ),
  fc.tuple(oneOf('href src action onclick srcdoc http-equiv').chain(withRandomCase), address),
  fc.tuple(oneOf('style _cssText'), style),
  fc.tuple(oneOf('onload onerror onclick onbegin on onfoo srcdoc autofocus manifest imagesrcset target download'), fc.string()),
  fc.tuple(
    fc.constant('rel'),
    oneOf('preload prefetch preconnect dns-prefetch modulepreload prerender icon manifest stylesheet'),
  ),
  fc.tuple(fc.constant('http-equiv'), oneOf('refresh content-security-policy set-cookie')),
  fc.tuple(fc.constant('attributeName'), oneOf('href xlink:href onclick src x fill')),
  fc.tuple(
    oneOf('rr_dataURL rr_src rr_open_mode rr_width rr_mediaState rr_mediaVolume'),
    fc.oneof(address, fc.double(), fc.boolean()),
  ),
  fc.tuple(oneOf('__proto__ constructor toString hasOwnProperty class title'), fc.anything()),
  fc.tuple(fc.string({ maxLength: 6 }), fc.anything()),
)
const attributes = fc.array(attribute, { maxLength: 4 }).map((pairs) => Object.fromEntries(pairs) as Record<string, unknown>)

const id = fc.oneof({ weight: 9, arbitrary: fc.integer({ min: 1, max: 60 }) }, { weight: 1, arbitrary: fc.anything() })
const node = fc.letrec<{ node: unknown; children: unknown[] }>((tie) => ({
  children: fc.array(tie('node'), { maxLength: 4 }),
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.record({ type: fc.constant(NodeType.Text), id, textContent: fc.oneof(style, fc.string()), isStyle: fc.boolean() }),
    fc.record({ type: fc.constant(NodeType.Comment), id, textContent: fc.string() }),
    fc.record(
      {
        type: fc.constant(NodeType.Element),
        id,
        tagName: tag,
        attributes,
        childNodes: tie('children'),
        isSVG: fc.boolean(),
        isShadowHost: fc.boolean(),
      },
      { requiredKeys: ['type', 'id', 'tagName', 'attributes', 'childNodes'] },
    ),
    fc.record({ type: fc.constantFrom(0, 1, 4, 9), id, childNodes: tie('children'), name: fc.string() }),
    fc.anything({ maxDepth: 1 }),
  ),
})).node

const full = fc.array(node, { maxLength: 5 }).map((children, index = 0) => ({
  type: 2,
  data: {
    node: {
      type: NodeType.Document,
      id: 1001 + index,
      childNodes: [{ type: NodeType.Element, id: 1002, tagName: 'html', attributes: {}, childNodes: children }],
    },
    initialOffset: { top: 0, left: 0 },
  },
}))
const anyList = <T>(one: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 9, arbitrary: fc.array(one, { maxLength: 4 }) }, { weight: 1, arbitrary: fc.anything() })
const mutation = fc.record({
  source: fc.constant(IncrementalSource.Mutation),
  adds: anyList(fc.record({ parentId: id, nextId: fc.option(id), node })),
  removes: anyList(fc.record({ id, parentId: id })),
  texts: anyList(fc.record({ id, value: fc.oneof(style, fc.option(fc.string())) })),
  attributes: anyList(fc.record({ id, attributes })),
})
const other = fc.record({
  source: fc.integer({ min: -1, max: 18 }),
  id,
  adds: anyList(fc.record({ rule: style, index: fc.nat(3) })),
  replaceSync: style,
  styleId: id,
  styleIds: anyList(id),
  styles: anyList(fc.record({ styleId: id, rules: anyList(fc.record({ rule: style })) })),
  set: fc.record({ property: fc.string(), value: style }),
  index: anyList(fc.nat(3)),
  fontSource: style,
  family: fc.string(),
  text: fc.string(),
})
const event = fc.oneof(
  full,
  fc.record({ type: fc.constant(3), data: fc.oneof(mutation, other) }),
  fc.record({ type: fc.constant(4), data: fc.record({ href: address, width: fc.anything(), height: fc.double() }) }),
  fc.record({ type: fc.anything(), data: fc.anything() }),
)

function clean(events: readonly Record<string, unknown>[], allowedHosts: readonly string[] = []) {
  const removals = createRemovalCounter()
  const nodes = newWindowNodes()
  const played = events.flatMap((one, index) => cleanEvent(one, index, '1', { removals, ownHost, allowedHosts }, nodes) ?? [])
  return { played, ...removals.counts() }
}

test('removes everything dangerous from any page and any change', () => {
  let dangers = 0
  fc.assert(
    fc.property(fc.tuple(full, fc.array(event, { maxLength: 6 })), ([first, more]) => {
      const events = [first, ...more] as Record<string, unknown>[]
      dangers += events.flatMap(dangersIn).length
      const { played } = clean(structuredClone(events))
      expect(played.flatMap(dangersIn)).toEqual([])
    }),
    { numRuns: 1500 },
  )
  expect(dangers, 'there was something to remove').toBeGreaterThan(1000)
}, 120_000)

test('values that can’t be converted to text or numbers are no reason to fail', () => {
  const odd = { toString: '' }
  const oddNode = {
    type: odd,
    id: odd,
    tagName: odd,
    textContent: odd,
    attributes: { name: odd, style: { color: ['red', odd] } },
  }
  const adds = [
    { parentId: odd, nextId: odd, node: oddNode },
    { parentId: 1002, nextId: null, node: { ...oddNode, type: NodeType.Element } },
  ]
  const changes = { source: 0, adds, removes: [{ id: odd }], texts: [{ id: odd, value: odd }], attributes: [{ id: odd }] }
  expect(() => clean([page(oddNode), { type: 3, data: changes }])).not.toThrow()
})

test('leaves clean events unchanged', () => {
  fc.assert(
    fc.property(full, (first) => {
      const [once] = clean([structuredClone(first)]).played
      if (!once) return
      const [twice] = clean([{ ...structuredClone(once) }]).played
      expect(twice).toEqual({ ...once, timestamp: 0 })
    }),
    { numRuns: 300 },
  )
}, 60_000)

function page(...children: unknown[]) {
  const html = { type: NodeType.Element, id: 2, tagName: 'html', attributes: {}, childNodes: children }
  return { type: 2, data: { node: { type: NodeType.Document, id: 1, childNodes: [html] }, initialOffset: { top: 0, left: 0 } } }
}

function element(elementId: number, tagName: string, own: Record<string, unknown>) {
  return { type: NodeType.Element, id: elementId, tagName, attributes: own, childNodes: [] }
}

function changing(...changes: unknown[]) {
  return { type: 3, data: { source: IncrementalSource.Mutation, adds: [], removes: [], texts: [], attributes: changes } }
}

describe('counts what it removes by the harm it could do', () => {
  test.each([
    ['script', { src: 'https://evil.example/x.js' }, 'scripts'],
    ['p', { onclick: 'x()' }, 'handlers'],
    ['img', { src: 'javascript:x()' }, 'urls'],
    ['img', { src: '/api/users/@me/' }, 'urls'],
    ['iframe', { srcdoc: '<p>' }, 'frames'],
    ['embed', { src: 'x' }, 'plugins'],
    ['form', { action: 'https://evil.example' }, 'forms'],
    ['link', { rel: 'preload', href: 'https://evil.example' }, 'prefetches'],
    ['base', { href: 'https://evil.example' }, 'redirects'],
    ['set', { attributeName: 'href', to: 'x' }, 'animations'],
  ] as const)('%s %o: %s', (tagName, own, kind) => {
    expect(clean([page(element(3, tagName, { ...own }))]).removed).toHaveProperty(kind)
  })
})

test.each([
  ['script', { type: 'module' }, 'SCRIPT_PLACEHOLDER'],
  ['script', {}, ''],
  ['meta', { 'http-equiv': 'X-UA-Compatible', content: 'IE=edge' }, null],
])('%s %o without anything that could do harm is not counted', (tagName, own, text) => {
  const childNodes = text === null ? [] : [{ type: NodeType.Text, id: 4, textContent: text }]
  const { played, removed } = clean([page({ ...element(3, tagName, { ...own }), childNodes })])
  expect(removed).toEqual({})
  expect(JSON.stringify(played)).not.toMatch(/http-equiv|"script"/)
})

test.each([
  ['script', { type: 'module' }, 'x()', 'scripts'],
  ['meta', { 'http-equiv': ' Refresh', content: '0;url=https://evil.example' }, null, 'redirects'],
])('%s %o is taken out and counted', (tagName, own, text, kind) => {
  const childNodes = text === null ? [] : [{ type: NodeType.Text, id: 4, textContent: text }]
  const { removed } = clean([page({ ...element(3, tagName, { ...own }), childNodes })])
  expect(removed).toEqual({ [kind]: 1 })
})

test('disables links but keeps their look and their URL', () => {
  const { played } = clean([page(element(3, 'a', { href: 'https://shop.example/cart', class: 'big' }))])
  expect(JSON.stringify(played)).toContain('"attributes":{"href":"#","class":"big","rr_href":"https://shop.example/cart"}')
})

test('empties URLs of images, fonts and styles on other hosts unless allowed, and counts them by host', () => {
  const picture = element(3, 'img', {
    src: 'https://cdn.example/a.png',
    srcset: 'https://cdn.example/b.png 2x, https://img.example/c.png 3x',
  })
  const sheet = element(4, 'link', { rel: 'stylesheet', href: 'https://cdn.example/a.css' })
  const text = element(5, 'p', { style: 'background: url("https://cdn.example/a.png")' })
  const svg = element(6, 'rect', { fill: 'url(https://svg.example/a.svg#p)', title: 'url(https://words.example)' })
  const all = () => structuredClone([page(picture, sheet, text, svg)])
  const { played, externalFiles, removed } = clean(all())
  expect(externalFiles).toEqual({ 'cdn.example': 3, 'img.example': 1, 'svg.example': 1 })
  expect(removed).toEqual({})
  expect(JSON.stringify(played)).not.toMatch(/(?:cdn|img|svg)\.example/)
  expect(JSON.stringify(played)).toContain('words.example')
  const some = clean(all(), ['cdn.example', 'svg.example'])
  expect(some.externalFiles).toEqual(externalFiles)
  expect(JSON.stringify(some.played)).toContain('https://cdn.example/a.css')
  expect(JSON.stringify(some.played)).toContain('url(https://svg.example/a.svg#p)')
  expect(JSON.stringify(some.played)).not.toContain('img.example')
})

test('checks a change against the kind of its node', () => {
  const first = page(element(3, 'a', {}), element(4, 'img', {}), element(5, 'link', { rel: 'stylesheet' }))
  const href = { href: 'https://shop.example/x' }
  const { played } = clean(
    [first, changing({ id: 3, attributes: { ...href } }, { id: 5, attributes: { ...href } })],
    ['shop.example'],
  )
  expect(played[1]?.data).toMatchObject({
    attributes: [
      { id: 3, attributes: { href: '#', rr_href: 'https://shop.example/x' } },
      { id: 5, attributes: { href: 'https://shop.example/x' } },
    ],
  })
})

test('cuts nesting deeper than any page', () => {
  let deep: unknown = element(9, 'p', { onclick: 'x()' })
  for (let level = 10; level < 2000; level += 1) deep = { ...element(level, 'div', {}), childNodes: [deep] }
  const { played, removed } = clean([page(deep)])
  expect(played).toHaveLength(1)
  expect(removed).toEqual({ invalid: 1 })
})

describe('regressions found by fuzzing', () => {
  const expectRemoved = (one: unknown, word: string) => expect(JSON.stringify(clean([page(one)]).played)).not.toContain(word)

  test('a URL with a modifier', () => {
    expectRemoved(element(3, 'p', { style: 'background: url("/api/users/" crossorigin(anonymous))' }), '/api/')
  })

  test('children of a node type without children', () => {
    expectRemoved(
      { type: NodeType.CDATA, id: 3, textContent: '', childNodes: [element(4, 'script', { src: 'https://evil.example' })] },
      'evil',
    )
  })

  test('a fragment URL, which would load the page itself', () => {
    for (const src of ['#', '#here', ' ', '\u0001']) expectRemoved(element(3, 'img', { src }), '"src"')
    for (const src of ['#', ' ']) expectRemoved(element(3, 'iframe', { src }), '"src"')
  })

  test('a script URL with a tab in a list of values', () => {
    expectRemoved(element(3, 'animate', { attributeName: 'x', values: '0;javascript\t:alert(1)' }), 'alert')
  })
})
