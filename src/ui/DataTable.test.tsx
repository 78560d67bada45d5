import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { type ComponentProps, useState } from 'react'
import { MemoryRouter } from 'react-router-dom'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { DataTable } from './DataTable.tsx'
import type { Column } from './column.ts'

type Visit = { id: string; who: string; clicks: number | null }

const columns: Column<Visit>[] = [
  {
    id: 'who',
    header: 'Person',
    width: '50%',
    phone: true,
    cell: ({ id, who }) => (
      <a href={`/visits/${id}`} data-row-link>
        {who}
      </a>
    ),
  },
  {
    id: 'clicks',
    header: 'Clicks',
    width: '50%',
    numeric: true,
    order: 'clicks',
    cell: ({ clicks }) => clicks,
    empty: ({ clicks }) => (clicks === null ? { mark: '–', meaning: 'Not counted' } : null),
  },
]

function visits(count: number): Visit[] {
  return Array.from({ length: count }, (_, index) => ({ id: `v${index}`, who: `Visitor ${index}`, clicks: index || null }))
}

type Props = Partial<ComponentProps<typeof DataTable<Visit, undefined>>>

function Table({ rows = visits(3), ...more }: Props) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  return (
    <DataTable
      caption="Visits"
      columns={columns}
      rows={rows}
      rowId={({ id }) => id}
      rowName={({ who }) => who}
      context={undefined}
      ordering={{ by: 'clicks', direction: 'descending' }}
      onOrder={() => {}}
      busy={false}
      selection={{
        ids: chosen,
        onToggle: ({ id }) => setChosen((before) => new Set(before.has(id) ? [] : [...before, id])),
        onToggleAll: (some, isChosen) => setChosen(new Set(isChosen ? some.map(({ id }) => id) : [])),
        label: ({ who }) => `Select ${who}`,
      }}
      openId={null}
      onOpen={() => {}}
      compact={false}
      empty="No visits yet"
      {...more}
    />
  )
}

function showTable(props: Props = {}) {
  const onOpen = vi.fn<(visit: Visit) => void>()
  render(<Table onOpen={onOpen} {...props} />, { wrapper: MemoryRouter })
  return { onOpen, table: screen.getByRole('table', { name: 'Visits' }), user: userEvent.setup() }
}

let isNarrow = false
beforeEach(() => {
  isNarrow = false
  vi.stubGlobal('matchMedia', () => ({ matches: isNarrow, addEventListener: () => {}, removeEventListener: () => {} }))
})
afterEach(cleanup)

test('says it is busy until all rows of a page are drawn, which takes several frames', async () => {
  const { table } = showTable({ rows: visits(60) })
  expect(table.getAttribute('aria-busy')).toBe('true')
  expect(within(table).getAllByRole('row').length).toBeLessThan(60)
  await waitFor(() => expect(table.getAttribute('aria-busy')).toBe('false'))
  expect(within(table).getAllByRole('row')).toHaveLength(61)
})

test('a header that sorts says how, and asks for the server’s order', async () => {
  const onOrder = vi.fn()
  const { table, user } = showTable({ onOrder })
  expect(within(table).getByRole('columnheader', { name: 'Clicks' }).getAttribute('aria-sort')).toBe('descending')
  expect(within(table).getByRole('columnheader', { name: 'Person' }).hasAttribute('aria-sort')).toBe(false)
  await user.click(within(table).getByRole('button', { name: 'Clicks' }))
  expect(onOrder).toHaveBeenCalledExactlyOnceWith('clicks')
})

test('a cell without a value shows a mark that says why', () => {
  const { table } = showTable()
  const cell = within(table).getByText('–')
  expect(cell.title).toBe('Not counted')
  expect(within(table).getByText('2').title).toBe('')
})

test('the checkbox of the page is mixed while some rows are selected', async () => {
  const { user } = showTable()
  const page = screen.getByRole<HTMLInputElement>('checkbox', { name: 'Select this page' })
  await user.click(screen.getByRole('checkbox', { name: 'Select Visitor 1' }))
  expect(page.indeterminate).toBe(true)
  await user.click(page)
  expect(page).toMatchObject({ indeterminate: false, checked: true })
  expect(screen.getAllByRole<HTMLInputElement>('checkbox').every(({ checked }) => checked)).toBe(true)
  await user.click(page)
  expect(screen.getAllByRole<HTMLInputElement>('checkbox').some(({ checked }) => checked)).toBe(false)
})

test('a click opens its row, a click on its checkbox does not', async () => {
  const { onOpen, user } = showTable()
  await user.click(screen.getByRole('checkbox', { name: 'Select Visitor 2' }))
  expect(onOpen).not.toHaveBeenCalled()
  await user.click(screen.getByText('2'))
  await user.click(screen.getByRole('link', { name: 'Visitor 1' }))
  expect(onOpen.mock.calls.map(([visit]) => visit.id)).toEqual(['v2', 'v1'])
})

test('a click with Ctrl leaves the link to the browser', async () => {
  const { onOpen, user, table } = showTable()
  const prevented: boolean[] = []
  table.addEventListener('click', (event) => {
    prevented.push(event.defaultPrevented)
    event.preventDefault() // there is no browser here to open a tab
  })
  await user.keyboard('{Control>}')
  await user.click(screen.getByRole('link', { name: 'Visitor 1' }))
  expect(onOpen).not.toHaveBeenCalled()
  expect(prevented).toEqual([false])
})

async function restOn(text: string) {
  fireEvent.pointerOver(screen.getByText(text))
  await act(() => vi.advanceTimersByTimeAsync(1000))
}

test('a pointer that rests on one of the last rows is noticed once', async () => {
  const onLastRows = vi.fn()
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  showTable({ rows: visits(8), onLastRows })
  await restOn('Visitor 4')
  expect(onLastRows).not.toHaveBeenCalled()
  await restOn('Visitor 5')
  await restOn('Visitor 7')
  expect(onLastRows).toHaveBeenCalledTimes(1)
  vi.useRealTimers()
})

test('a phone shows few columns, and the others below a row', async () => {
  isNarrow = true
  const { table, user } = showTable()
  expect(within(table).queryByRole('columnheader', { name: 'Clicks' })).toBeNull()
  await user.click(screen.getByRole('button', { name: 'More about Visitor 2' }))
  expect(within(table).getByText('Clicks').nextSibling?.textContent).toBe('2')
  await user.click(screen.getByRole('button', { name: 'Less about Visitor 2' }))
  expect(within(table).queryByText('Clicks')).toBeNull()
})

test('a table without rows says why it is empty', () => {
  render(<Table rows={[]} />, { wrapper: MemoryRouter })
  expect(screen.getByText('No visits yet')).toBeDefined()
  expect(screen.queryByRole('table')).toBeNull()
})

test('with Shift a checkbox takes the rows since the last one with it, in either direction', async () => {
  const { user } = showTable({ rows: visits(6) })
  const boxes = screen.getAllByRole<HTMLInputElement>('checkbox', { name: /^Select Visitor/ })
  await user.click(screen.getByRole('checkbox', { name: 'Select Visitor 4' }))
  await user.keyboard('{Shift>}')
  await user.click(screen.getByRole('checkbox', { name: 'Select Visitor 2' }))
  await user.keyboard('{/Shift}')
  expect(boxes.map(({ checked }) => checked)).toEqual([false, false, true, true, true, false])
})
