import { act, cleanup, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { MemoryRouter } from 'react-router-dom'
import { limited, list, sharing } from '#api/rateLimit/rateLimiter.fixture.ts'
import { rateLimiter } from '#api/rateLimit/rateLimiter.ts'
import { type Connection, saveConnection } from '#storage/connections.ts'
import { BudgetMeter } from './BudgetMeter.tsx'

let keys = 0

/** A key of its own for each test: what one key used is counted for an hour. */
function connect(more: Partial<Connection> = {}): Connection {
  keys += 1
  const connection: Connection = {
    id: `key ${keys}`,
    host: 'https://eu.posthog.com',
    key: `phx_${keys}`,
    projectId: '1',
    name: 'Shop',
    projectName: null,
    zone: null,
    owner: null,
    keyKept: 'device',
    plan: 'free',
    ...more,
  }
  saveConnection(connection)
  return connection
}

async function openMeter() {
  render(
    <MemoryRouter>
      <BudgetMeter />
    </MemoryRouter>,
  )
  const box = screen.getByRole('group', { name: 'Request budget', hidden: true })
  act(() => {
    box.dispatchEvent(Object.assign(new Event('toggle'), { newState: 'open' }))
  })
  await screen.findByRole('heading', { name: 'Request budget', hidden: true })
  return box
}

async function send(connection: Connection, path: string) {
  const release = await rateLimiter.acquire({ connection, method: 'GET', path })
  act(() => release())
}

beforeEach(() => vi.stubGlobal('localStorage', window.localStorage))
afterEach(cleanup)

test('a self-hosted server has no limits until they are set', async () => {
  connect({ host: 'https://posthog.example.com', plan: undefined })
  const box = await openMeter()
  expect(box.textContent).toContain('No limits known for this host.')
  expect(screen.queryByRole('listitem', { hidden: true })).toBeNull()
})

test('counts each request in its class, as it is sent', async () => {
  const connection = connect()
  await openMeter()
  await act(() => send(connection, list))
  await act(() => send(connection, list))
  await act(() => send(connection, sharing))
  const used = screen
    .getAllByRole('meter', { hidden: true })
    .map((meter) => `${meter.getAttribute('aria-label')}: ${meter.getAttribute('aria-valuenow')}`)
  expect(used).toContain('Recording lists, last minute: 2')
  expect(used).toContain('Recording lists, last hour: 2')
  expect(used).toContain('Sharing and subscriptions, last minute: 1')
})

test('a refusal is told beside the button and in words for those who cannot see it', async () => {
  const connection = connect()
  await openMeter()
  const release = await rateLimiter.acquire({ connection, method: 'GET', path: list })
  act(() => release(limited(30)))
  expect(screen.getByRole('button').textContent).toContain('stopped')
  expect(screen.getByRole('status').textContent).toBe('Request budget: stopped')
})

test('without a key there is nothing to count', () => {
  connect({ keyKept: 'tab', key: '' })
  const { container } = render(<BudgetMeter />)
  expect(container.textContent).toBe('')
})
