import { cleanup, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { BrowserRouter } from 'react-router-dom'
import { afterEach, expect, test } from 'vitest'
import type { Connection } from '#storage/connections.ts'
import { FilterChips } from './FilterChips.tsx'
import { useRecordingsSearch } from './useRecordingsSearch.ts'

const connection: Connection = {
  id: 'a',
  host: 'https://eu.posthog.com',
  key: 'phx_k',
  projectId: '1',
  name: 'Shop',
  projectName: null,
  zone: null,
  owner: null,
  keyKept: 'device',
}

function Chips() {
  return <FilterChips connection={connection} searchState={useRecordingsSearch()} personName={null} />
}

function openAt(search: string) {
  window.history.replaceState(null, '', `/project/1/recordings${search}`)
  render(
    <BrowserRouter>
      <Chips />
    </BrowserRouter>,
  )
  return userEvent.setup()
}

const labels = () =>
  screen.queryAllByRole('button', { name: /^Remove filter: / }).map((button) => button.getAttribute('aria-label'))
/** They load with their code. */
const chips = async () => {
  await screen.findByRole('list', { name: 'Active filters' })
  return labels()
}
const address = () => Object.fromEntries(new URLSearchParams(window.location.search))

afterEach(cleanup)

test('each filter of the address is a chip that says in words what it does', async () => {
  openAt('?date_from=2026-11-01&date_to=2026-11-03&duration_over=90&console_errors=1&start_url=/checkout&viewed=hide')
  expect(await chips()).toEqual([
    'Remove filter: Started from Nov 1, 2026 to Nov 3, 2026',
    'Remove filter: Longer than 1:30',
    'Remove filter: At least 1 console error',
    'Remove filter: Start URL contains /checkout',
    'Remove filter: Not viewed by me',
  ])
})

test('a range of relative dates is told in words too', async () => {
  openAt('?date_from=-5w&date_to=-1d')
  expect(await chips()).toEqual(['Remove filter: Started in the last 5 weeks, up to 1 day ago'])
})

test('without filters there is no list of them', () => {
  openAt('?offset=50&limit=25')
  expect(screen.queryByRole('list')).toBeNull()
})

test('removing one keeps the others and goes back to the first row', async () => {
  const user = openAt('?date_from=2026-11-01&date_to=2026-11-03&clicks=5&limit=25&offset=50')
  await user.click(await screen.findByRole('button', { name: /Remove filter: Started/ }))
  expect(address()).toEqual({ clicks: '5', limit: '25' })
  expect(await chips()).toEqual(['Remove filter: At least 5 clicks'])
})

test('all are cleared at once, and what is no filter stays', async () => {
  const user = openAt('?distinct_id=ada&clicks=5&order=duration&offset=50')
  await user.click(await screen.findByRole('button', { name: 'Clear all' }))
  expect(address()).toEqual({ order: 'duration' })
  expect(labels()).toEqual([])
})

test('a filter that nobody could have set is ignored', () => {
  openAt('?clicks=-1&duration_over=abc&viewed=maybe')
  expect(labels()).toEqual([])
})
