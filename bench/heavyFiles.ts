import { EventType, IncrementalSource, NodeType } from '@rrweb/types'

type Node = Record<string, unknown>

const start = 1_790_000_000_000
let lastId = 0

function element(tagName: string, attributes: Node = {}, childNodes: readonly Node[] = [], isSVG?: true): Node {
  lastId += 1
  return { type: NodeType.Element, id: lastId, tagName, attributes, childNodes, ...(isSVG && { isSVG }) }
}

function textNode(textContent: string): Node {
  lastId += 1
  return { type: NodeType.Text, id: lastId, textContent }
}

function times<Item>(count: number, make: (index: number) => Item): Item[] {
  return Array.from({ length: count }, (_, index) => make(index))
}

/** A page and changes of it, as the list of events that our player opens from a file. */
function recording(head: readonly Node[], content: readonly Node[], changes: readonly Node[] = []): string {
  const shown = element('body', {}, [element('p', {}, [textNode('A heavy page')]), ...content])
  const html = element('html', {}, [element('head', {}, head), shown])
  lastId += 1
  const node = { type: NodeType.Document, id: lastId, childNodes: [html] }
  return JSON.stringify([
    { type: EventType.Meta, timestamp: start, data: { href: 'https://shop.example/', width: 1280, height: 720 } },
    { type: EventType.FullSnapshot, timestamp: start + 1, data: { node, initialOffset: { top: 0, left: 0 } } },
    ...changes.map((data, index) => ({ type: EventType.IncrementalSnapshot, timestamp: start + 500 + index, data })),
    { type: EventType.Custom, timestamp: start + 20_000, data: { tag: 'end', payload: {} } },
  ])
}

function styled(css: string): Node {
  return element('style', { _cssText: css })
}

function svg(tagName: string, attributes: Node, childNodes: readonly Node[] = []): Node {
  return element(tagName, attributes, childNodes, true)
}

function nestedUses(): Node {
  const groups = times(9, (level) =>
    svg(
      'g',
      { id: `g${level + 1}` },
      times(10, () => svg('use', { 'xlink:href': `#g${level}` })),
    ),
  )
  return svg('svg', {}, [svg('rect', { id: 'g0', width: '5', height: '5' }), ...groups, svg('use', { 'xlink:href': '#g9' })])
}

function nestedPatterns(): Node {
  const patterns = times(9, (level) =>
    svg('pattern', { id: `p${level + 1}`, width: '0.1', height: '0.1' }, [
      svg('rect', { width: '500', height: '500', fill: `url(#p${level})` }),
    ]),
  )
  return svg('svg', { width: '1200', height: '700' }, [
    ...patterns,
    svg('rect', { width: '1200', height: '700', fill: 'url(#p9)' }),
  ])
}

/** What would hold a tab that plays it without bounds, each as the text of a file. */
export const heavyFiles: Readonly<Record<string, () => string>> = {
  ordinary: () =>
    recording(
      [],
      times(2000, (index) => element('p', {}, [textNode(`Line ${index}`)])),
    ),
  uses: () => recording([], [nestedUses()]),
  'uses added one by one': () => {
    const groups = times(9, (level) => svg('g', { id: `g${level + 1}` }))
    const shapes = [svg('rect', { id: 'g0', width: '5', height: '5' }), ...groups, svg('use', { 'xlink:href': '#g9' })]
    const changes = groups.flatMap(({ id }, level) =>
      times(10, () => ({
        source: IncrementalSource.Mutation,
        adds: [{ parentId: id, nextId: null, node: svg('use', { 'xlink:href': `#g${level}` }) }],
        removes: [],
        texts: [],
        attributes: [],
      })),
    )
    return recording([], [svg('svg', {}, shapes)], changes)
  },
  patterns: () => recording([], [nestedPatterns()]),
  blurs: () =>
    recording(
      [styled('div{position:absolute;inset:0;filter:blur(99999px);background:red}')],
      times(400, () => element('div')),
    ),
  'blurs by variables': () =>
    recording(
      [styled(':root{--b:99999px}div{position:absolute;inset:0;filter:blur(var(--b));background:red}')],
      times(400, () => element('div')),
    ),
  shadows: () =>
    recording(
      [styled(`div{position:absolute;inset:40%;box-shadow:${times(50, () => '0 0 9999px 999px red').join()}}`)],
      times(300, () => element('div')),
    ),
  nodes: () =>
    recording(
      [],
      times(400_000, () => element('i')),
    ),
  'one text': () => recording([], [element('p', {}, [textNode('word '.repeat(8_000_000))])]),
  'many texts': () =>
    recording(
      [],
      times(100, () => element('p', {}, [textNode('word '.repeat(80_000))])),
    ),
  'pointer path': () => {
    const positions = times(500_000, (index) => ({ x: index % 1000, y: index % 700, id: 1, timeOffset: -(index % 400) }))
    return recording([], [], [{ source: IncrementalSource.MouseMove, positions }])
  },
  'console lines': () =>
    recording([], [], []).replace(
      /\{"type":5,/,
      `${times(300_000, (index) =>
        JSON.stringify({
          type: EventType.Plugin,
          timestamp: start + 600 + (index % 15_000),
          data: { plugin: 'rrweb/console@1', payload: { level: 'log', trace: [], payload: [`"line ${index}"`] } },
        }),
      ).join()},{"type":5,`,
    ),
  'many changes': () =>
    recording(
      [],
      [],
      times(20_000, (index) => ({
        source: IncrementalSource.Mutation,
        adds: times(20, () => ({ parentId: 4, nextId: null, node: element('i', {}, [textNode(`${index}`)]) })),
        removes: [],
        texts: [],
        attributes: [],
      })),
    ),
  'deep tables': () => {
    let inner: Node = element('b')
    for (let level = 0; level < 120; level += 1)
      inner = element('table', {}, [element('tbody', {}, [element('tr', {}, [element('td', {}, [inner])])])])
    return recording([], [inner])
  },
}
