import { node, source } from '../../rrweb.ts'
import { adding, mutation } from '../../events.ts'
import type { Attack } from '../attackTape.ts'
import type { Lures } from '../lures.ts'
import { element, findNode, type Numbers, pageOf, type Piece, serialize, type Serialized, style } from '../../page.ts'

/** Attacks from inside of other documents: attached frames and shadow roots. */

function cargo({ both, evil, script }: Lures, way: string): Piece[] {
  return [
    element('script', {}, script(way)),
    element('base', { href: evil(`${way}-base`), target: '_top' }),
    element('meta', { 'http-equiv': 'refresh', content: `0;url=${evil(`${way}-refresh`)}` }),
    style(`body { background: url(${evil(`${way}-background`)}) } @import '${evil(`${way}-import`)}';`),
    ...both(`${way}-image`).map((src) => element('img', { src, onerror: script(`${way}-error`) })),
    element('a', { href: `javascript:${script(`${way}-link`)}` }, 'Read on'),
    element('iframe', { srcdoc: `<script>${script(`${way}-srcdoc`)}</script>` }),
  ]
}

function frameNamed(root: Serialized, name: string): number | null {
  const isMatch = ({ attributes }: Serialized) =>
    typeof attributes === 'object' && attributes !== null && 'name' in attributes && attributes.name === name
  return findNode(root, isMatch)?.id ?? null
}

/** Sets a document into a frame, which holds a frame of its own, and so on. */
function attachDocuments(lures: Lures, frameId: number, numbers: Numbers, depth: number): { at: number; data: unknown }[] {
  const inner = element('iframe', { name: `depth-${depth}` })
  const body = element('body', {}, element('p', {}, `Document ${depth}`), inner, ...cargo(lures, `depth-${depth}`))
  const { root } = pageOf(cargo(lures, `head-${depth}`), body, numbers)
  const data = {
    source: source.mutation,
    adds: adding(frameId, root),
    removes: [],
    texts: [],
    attributes: [],
    isAttachIframe: true,
  }
  const here = { at: 1000 + depth * 200, data }
  const innerId = frameNamed(root, `depth-${depth}`)
  return depth >= 3 || innerId === null ? [here] : [here, ...attachDocuments(lures, innerId, numbers, depth + 1)]
}

export function nested(lures: Lures): Attack {
  return {
    body: [element('iframe', { name: 'outer', sandbox: 'allow-scripts allow-same-origin allow-top-navigation' })],
    events({ root }, numbers) {
      const frame = frameNamed(root, 'outer')
      return frame === null ? [] : attachDocuments(lures, frame, numbers, 1)
    },
  }
}

function shadowRoot(lures: Lures, way: string, numbers: Numbers): Serialized[] {
  return cargo(lures, way).map((piece) => ({ ...serialize(piece, numbers), isShadow: true }))
}

export function shadow(lures: Lures): Attack {
  const host = (way: string): Piece => {
    const children = cargo(lures, way).map((piece) =>
      'tag' in piece ? { ...piece, marks: { ...piece.marks, isShadow: true } } : piece,
    )
    return { tag: 'tea-card', attributes: {}, children, marks: { isShadowHost: true, isCustom: true } }
  }
  return {
    body: [
      host('at-once'),
      element('div', {}, host('below')),
      element('template', { shadowrootmode: 'open' }, ...cargo(lures, 'declared')),
    ],
    events: ({ bodyId }, numbers) => {
      const empty = { type: node.element, id: numbers(), tagName: 'div', attributes: {}, childNodes: [], isShadowHost: true }
      const opened = mutation(0, { adds: adding(bodyId, empty) })
      const filled = mutation(0, { adds: adding(empty.id, ...shadowRoot(lures, 'later', numbers)) })
      return [
        { at: 1200, data: opened.data },
        { at: 1300, data: filled.data },
      ]
    },
  }
}
