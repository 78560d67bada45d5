type Attributes = Record<string, string | number | boolean>

/** Nodes of a recorded page, numbered as they are made. */
export function pageMaker() {
  let lastId = 0
  const next = () => (lastId += 1)
  const text = (textContent: string) => ({ type: 3, textContent, id: next() })
  const element = <Child>(tagName: string, attributes: Attributes, ...childNodes: Child[]) => ({
    type: 2,
    tagName,
    attributes,
    childNodes,
    id: next(),
  })
  const page = (...childNodes: unknown[]) => ({
    type: 0,
    childNodes: [element('html', {}, element<unknown>('head', {}), element('body', {}, ...childNodes))],
    id: next(),
  })
  return { text, element, page }
}

/** Events of a recording, by seconds from its start. */
export function recorded(
  size: { width: number; height: number },
  ...events: [seconds: number, type: number, data: unknown][]
): string {
  const start = Date.UTC(2026, 10, 2, 9)
  const all: typeof events = [[0, 4, { href: 'https://shop.example/', ...size }], ...events]
  return all.map(([seconds, type, data]) => JSON.stringify({ timestamp: start + seconds * 1000, type, data })).join('\n')
}

/** A change of the page. */
export function change(data: Partial<Record<'adds' | 'removes' | 'texts' | 'attributes', unknown[]>>) {
  return { source: 0, adds: [], removes: [], texts: [], attributes: [], ...data }
}
