import { node, source } from '../../rrweb.ts'
import { adding } from '../../events.ts'
import type { Attack } from '../attackTape.ts'
import { element, type Piece, serialize } from '../../page.ts'

/** Pages and changes of impossible sizes and shapes. */

const wideCount = 50_000
const laterCount = 10_000

function row(order: number): Piece {
  return element('i', {}, ...(order % 10 === 0 ? [String(order)] : []))
}

export function wide(): Attack {
  return {
    once: true,
    body: [element('section', {}, ...Array.from({ length: wideCount }, (_, order) => row(order)))],
    events({ bodyId }, numbers) {
      const nodes = Array.from({ length: laterCount }, (_, order) => serialize(row(order), numbers))
      return [
        { at: 4000, data: { source: source.mutation, texts: [], attributes: [], removes: [], adds: adding(bodyId, ...nodes) } },
      ]
    },
  }
}

export function sizes(): Attack {
  return {
    body: [element('div', { style: 'width: 1e9px; height: 1e9px; position: fixed; zoom: 9999' }, 'Very large')],
    events({ bodyId }) {
      const far = [1e12, -1e12, Number.MAX_VALUE, 0.000_001]
      const positions = Array.from({ length: 5000 }, (_, order) => ({
        x: order * 1e6,
        y: -order,
        id: bodyId,
        timeOffset: -order * 1000,
      }))
      const screens = [
        { width: 1e9, height: 1e9 },
        { width: 0, height: 0 },
        { width: -5, height: 9 },
        { width: '100%', height: null },
        { width: 1024, height: 640 },
      ]
      return [
        ...screens.map((data, order) => ({ at: 700 + order * 50, data: { source: source.resize, ...data } })),
        ...far.map((x, order) => ({ at: 1000 + order * 50, data: { source: source.scroll, id: bodyId, x, y: x } })),
        { at: 1300, data: { source: source.mouseMove, positions } },
        { at: 1400, data: { source: source.interaction, type: 2, id: bodyId, x: 1e15, y: 'top' } },
        { at: 1500, data: { source: source.input, id: bodyId, text: 'x'.repeat(1_000_000), isChecked: 'perhaps' } },
        { at: 1600, data: { source: source.touchMove, positions: [] } },
      ]
    },
  }
}

function plain(members: Record<string, unknown>): Piece {
  return { plain: members }
}

export function tree(): Attack {
  return {
    body: [
      plain({ type: 99, id: 4_000_000_000 }),
      plain({ type: node.element, id: undefined, tagName: 'p', attributes: {}, childNodes: [] }),
      plain({ type: node.element, id: 1, tagName: 'p', attributes: {}, childNodes: [] }),
      plain({ type: node.element, id: '7', tagName: 'p', attributes: {}, childNodes: [] }),
      plain({ type: node.element, id: -3, tagName: 'p', attributes: null, childNodes: null }),
      plain({ type: node.element, tagName: 'p', attributes: {}, childNodes: [null, 5, 'tea', [], {}] }),
      plain({ type: node.element, tagName: null, attributes: [], childNodes: {} }),
      plain({ type: node.text, textContent: null }),
      plain({ type: node.text, textContent: { tea: 1 } }),
      plain({ type: node.comment, textContent: '--><script>top.hacked=1</script><!--' }),
      plain({ type: node.cdata, textContent: ']]><script>top.hacked=1</script>' }),
      plain({ type: node.document, childNodes: [] }),
      plain({ type: node.doctype, name: 'html SYSTEM "tea">', publicId: null, systemId: '"' }),
      element('p', { class: null, title: 7, lang: ['en'], hidden: false }, 'Odd attributes'),
    ],
  }
}

function change(at: number, data: object) {
  return { at, data: { source: source.mutation, texts: [], attributes: [], removes: [], adds: [], ...data } }
}

export function changes(): Attack {
  return {
    body: [element('p', {}, 'Here')],
    events({ root, bodyId }, numbers) {
      const paragraph = () => serialize(element('p', {}, 'Never'), numbers)
      const [one, other] = [numbers(), numbers()]
      const circle = [
        { parentId: bodyId, nextId: other, node: { type: node.element, id: one, tagName: 'p', attributes: {}, childNodes: [] } },
        { parentId: bodyId, nextId: one, node: { type: node.element, id: other, tagName: 'p', attributes: {}, childNodes: [] } },
      ]
      return [
        change(700, { adds: adding(123_456_789, paragraph()) }),
        change(750, { adds: [{ parentId: bodyId, previousId: 88_888, nextId: 99_999, node: paragraph() }] }),
        change(800, { adds: circle }),
        change(850, {
          adds: [
            { parentId: one, nextId: null, node: { type: node.element, id: one, tagName: 'p', attributes: {}, childNodes: [] } },
          ],
        }),
        change(900, { removes: [{ parentId: 5_555_555, id: 6_666_666 }, { parentId: bodyId, id: bodyId }, null, 7] }),
        change(950, { texts: [{ id: bodyId + 3, value: 'Changed' }, { id: 7_777_777, value: null }, {}] }),
        change(1000, { attributes: [{ id: 8_888_888, attributes: { href: 'x' } }, { id: bodyId, attributes: null }, 'tea'] }),
        change(1050, { adds: null, removes: 'all', texts: {}, attributes: 7 }),
        change(1100, { adds: adding(bodyId, { ...paragraph(), id: root.id }) }),
        { at: 1150, data: { source: 99, id: bodyId } },
        { at: 1200, data: { source: source.interaction, type: 2, id: 9_999_999, x: 1, y: 1 } },
        { at: 1250, data: { source: 14, ranges: [{ start: 9_999_999, end: bodyId, startOffset: -1, endOffset: 1e9 }] } },
      ]
    },
  }
}
