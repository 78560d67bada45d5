import { expect, test } from 'vitest'
import { tableLayout } from './tableLayout.ts'

const columns = [
  { id: 'start', width: '120px', phone: '80px' },
  { id: 'person', width: '42%', phone: true },
  { id: 'url', width: '58%' },
  { id: 'state', width: '152px' },
]

function widths(chosen: Record<string, number>) {
  return tableLayout(columns, { isNarrow: false, chosen }).widths
}

test('columns keep their widths until someone chooses others', () => {
  expect(tableLayout(columns, { isNarrow: false, chosen: {} })).toEqual({
    widths: [52, '120px', '42%', '58%', '152px'],
    minWidth: 1080,
  })
})

test('what a chosen width leaves is shared by the fluid columns, or taken by the last one', () => {
  expect(widths({ start: 200 })).toEqual([52, 200, '42%', '58%', '152px'])
  expect(widths({ person: 300 })).toEqual([52, '120px', 300, '100%', '152px'])
  expect(widths({ person: 300, url: 200 })).toEqual([52, '120px', 300, 200, undefined])
})

test('the last column and columns that are hidden have no chosen width', () => {
  expect(widths({ state: 400, other: 90 })).toEqual([52, '120px', '42%', '58%', '152px'])
})

test('fluid columns never get too narrow to read', () => {
  expect(tableLayout(columns, { isNarrow: false, chosen: { person: 1200 } }).minWidth).toBe(52 + 120 + 1200 + 152 + 140)
})

test('a phone has its own widths', () => {
  expect(tableLayout(columns.slice(0, 2), { isNarrow: true, chosen: { start: 300 } })).toEqual({
    widths: [40, '80px', undefined, 44],
    minWidth: undefined,
  })
})
