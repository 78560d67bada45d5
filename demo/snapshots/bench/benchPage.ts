import { choose, mix, part } from '../../data/mix.ts'
import { element, type Numbers, pageOf, type Piece, serialize, type Serialized, style, svg } from '../page.ts'

/** The page of a busy back office: a long table, charts, a search field, and a clock that tells the second. */

export const visibleRows = 90
const columns = 7

const states = ['new', 'packed', 'on its way', 'delivered', 'sent back'] as const
const goods = ['Sencha', 'Darjeeling', 'Oolong', 'Glass teapot', 'Kettle', 'Travel gaiwan', 'Matcha whisk', 'Tin'] as const
const towns = ['Bern', 'Lyon', 'Ghent', 'Porto', 'Turku', 'Graz', 'Split', 'Malmö'] as const

export function words(seed: number, row: number): string[] {
  return [
    `#${100_000 + (mix(seed, row, 101) % 900_000)}`,
    choose(goods, part(seed, row, 102)),
    choose(towns, part(seed, row, 103)),
    `${1 + (mix(seed, row, 104) % 12)} pieces`,
    `${(mix(seed, row, 105) % 90_000) / 100} €`,
    choose(states, part(seed, row, 106)),
    `${mix(seed, row, 107) % 60} minutes ago`,
  ].slice(0, columns)
}

/** A row of the table; its words differ by the seed. */
export function rowPiece(seed: number, row: number): Piece {
  const cells = words(seed, row).map((word, column) =>
    element('td', { class: `cell cell-${column}`, role: 'gridcell' }, element('span', { class: 'value' }, word)),
  )
  return element('tr', { class: row % 2 === 0 ? 'row even' : 'row odd', 'data-row': String(row), tabindex: '-1' }, ...cells)
}

function rule(order: number): string {
  return `.cell-${order} > .value[data-kind="${order}"] { color: hsl(${order % 360} 40% 30%); padding: ${order % 9}px ${order % 7}px; }`
}

function sheet(): string {
  const layout =
    'body { margin: 0; font: 14px system-ui; display: grid; grid-template-columns: 12rem 1fr } table { width: 100% } td { padding: 4px 8px } ' +
    '.odd { background: #f6f4ee } .changed { color: #0a6b4b } nav a { display: block; padding: 6px 16px }'
  return `${layout} ${Array.from({ length: 400 }, (_, order) => rule(order)).join(' ')}`
}

function chart(seed: number): Piece {
  const bars = Array.from({ length: 120 }, (_, order) => {
    const height = 4 + (mix(seed, order, 108) % 90)
    return svg('rect', { x: order * 6, y: 100 - height, width: 4, height, class: 'bar', 'data-day': String(order) })
  })
  return svg('svg', { viewBox: '0 0 720 100', width: 720, height: 100, role: 'img' }, ...bars)
}

const sections = ['Orders', 'Returns', 'Stock', 'Suppliers', 'Customers', 'Journal', 'Prices', 'Settings']

export function clockText(second: number): string {
  return `Second ${second}`
}

export type BenchPage = {
  root: Serialized
  bodyId: number
  clockId: number
  inputId: number
  sheetId: number
  tableId: number
  /** Rows from the top, each with the ids of its words. */
  rows: { id: number; wordIds: number[] }[]
  barIds: number[]
}

function all(from: Serialized, isMatch: (one: Serialized) => boolean): Serialized[] {
  return [...(isMatch(from) ? [from] : []), ...(from.childNodes ?? []).flatMap((child) => all(child, isMatch))]
}

function tagged(from: Serialized, tag: string): Serialized[] {
  return all(from, ({ tagName }) => tagName === tag)
}

export function rowIds(row: Serialized): { id: number; wordIds: number[] } {
  return { id: row.id, wordIds: tagged(row, 'span').flatMap(({ childNodes = [] }) => childNodes.map(({ id }) => id)) }
}

/** One row for a change, with its ids. */
export function newRow(seed: number, row: number, numbers: Numbers) {
  const serialized = serialize(rowPiece(seed, row), numbers)
  return { serialized, ...rowIds(serialized) }
}

/** The page at a second of the visit. */
export function benchPage(seed: number, second: number, numbers: Numbers): BenchPage {
  const rows = Array.from({ length: visibleRows }, (_, row) => rowPiece(seed, row))
  const body = element(
    'body',
    {},
    element('nav', {}, ...sections.map((name) => element('a', { href: `#${name}` }, name))),
    element(
      'main',
      {},
      element('h1', {}, 'Orders'),
      element('p', { class: 'clock', role: 'timer' }, clockText(second)),
      element('input', { type: 'search', placeholder: 'Search', value: '' }),
      chart(seed),
      element('table', {}, element('tbody', {}, ...rows)),
    ),
  )
  const { root, bodyId } = pageOf([style(sheet())], body, numbers, 'Back office')
  const idOf = (tag: string) => tagged(root, tag)[0]?.id ?? bodyId
  return {
    root,
    bodyId,
    clockId: tagged(root, 'p')[0]?.childNodes?.[0]?.id ?? bodyId,
    inputId: idOf('input'),
    sheetId: idOf('style'),
    tableId: idOf('tbody'),
    rows: tagged(root, 'tr').map(rowIds),
    barIds: tagged(root, 'rect').map(({ id }) => id),
  }
}
