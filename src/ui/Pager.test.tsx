import { act, cleanup, fireEvent, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { ComponentProps } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Pager } from './Pager.tsx'

const rows = { rows: Array.from({ length: 50 }, (_, index) => index), total: 120, hasMore: true, unreadable: 0 }

function showPager(more: Partial<ComponentProps<typeof Pager>> = {}) {
  const onSlice = vi.fn()
  render(<Pager slice={{ limit: 50, offset: 0 }} rows={rows} stale={false} onSlice={onSlice} {...more} />)
  return { onSlice, next: screen.getByRole('button', { name: 'Next page' }) }
}

beforeEach(() => window.history.replaceState(null, '', '/'))
afterEach(cleanup)

test('says which rows are shown, counting the unreadable ones', () => {
  showPager({ slice: { limit: 50, offset: 50 }, rows: { ...rows, rows: rows.rows.slice(1), unreadable: 1 } })
  expect(screen.getByRole('status').textContent).toContain('51–100')
})

test('the first page has no previous one, the last no next one', () => {
  const { next } = showPager({ rows: { ...rows, hasMore: false } })
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Previous page' }).disabled).toBe(true)
  expect(next).toHaveProperty('disabled', true)
})

test('another page size starts at the first row', async () => {
  const { onSlice } = showPager({ slice: { limit: 50, offset: 100 } })
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Rows per page' }), '25')
  expect(onSlice).toHaveBeenCalledExactlyOnceWith({ limit: 25, offset: 0 })
})

test('Next counts from the address, which may be ahead of what is drawn', async () => {
  const { onSlice, next } = showPager()
  window.history.replaceState(null, '', '/?offset=50')
  await userEvent.click(next)
  expect(onSlice).toHaveBeenCalledExactlyOnceWith({ limit: 50, offset: 100 })
})

test('Next does not go past the total', async () => {
  const { onSlice, next } = showPager()
  window.history.replaceState(null, '', '/?offset=100')
  await userEvent.click(next)
  expect(onSlice).not.toHaveBeenCalled()
})

test('while a page loads, Next keeps the focus and does nothing, and no range is claimed', async () => {
  const { onSlice, next } = showPager({ stale: true })
  next.focus()
  await userEvent.keyboard('{Enter}')
  expect(document.activeElement).toBe(next)
  expect(next.getAttribute('aria-disabled')).toBe('true')
  expect(onSlice).not.toHaveBeenCalled()
  expect(screen.getByRole('status').textContent.trim()).toBe('')
})

test('a pointer that rests on Next announces the next page, one that passes does not', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const onIntent = vi.fn()
  const { next } = showPager({ onIntent })
  fireEvent.pointerEnter(next)
  fireEvent.pointerLeave(next)
  await act(() => vi.advanceTimersByTimeAsync(500))
  expect(onIntent).not.toHaveBeenCalled()
  fireEvent.pointerEnter(next)
  await act(() => vi.advanceTimersByTimeAsync(500))
  expect(onIntent).toHaveBeenCalledExactlyOnceWith({ limit: 50, offset: 50 })
  vi.useRealTimers()
})
