import { QueryCache, QueryClient, QueryObserver } from '@tanstack/react-query'
import { afterEach, expect, test, vi } from 'vitest'
import { dropOldLists } from './dropOldLists.ts'
import { recordingQueries } from './recordings.ts'
import { defaultFilters } from './recordingFilters.ts'

afterEach(() => vi.useRealTimers())

const address = { id: 'lists', host: 'https://host.example', key: 'phx_none', projectId: '1' }
const rows = { rows: [], total: null, hasMore: true, unreadable: 0, ignored: [] }

function page(limit: number, number: number) {
  const { queryKey } = recordingQueries.list(address, { limit, offset: limit * number }, defaultFilters)
  return { queryKey, queryFn: () => Promise.resolve(rows) }
}

function createClient(): QueryClient {
  vi.useFakeTimers({ toFake: ['Date'] })
  const queryCache: QueryCache = new QueryCache({ onSuccess: (_data, { queryKey }) => dropOldLists(queryCache, queryKey) })
  return new QueryClient({ queryCache })
}

function offsets(client: QueryClient, limit: number): number[] {
  const slices = client
    .getQueryCache()
    .findAll({ queryKey: recordingQueries.lists(address) })
    .map(({ queryKey }) => queryKey.at(-1) as { limit: number; offset: number })
  return slices.filter((slice) => slice.limit === limit).map(({ offset }) => offset)
}

async function turnPages(client: QueryClient, limit: number, numbers: number[]) {
  for (const number of numbers) {
    vi.advanceTimersByTime(1000)
    await client.fetchQuery(page(limit, number))
  }
}

test('the three newest pages stay beside the one on screen', async () => {
  const client = createClient()
  const onScreen = new QueryObserver(client, page(50, 0))
  const release = onScreen.subscribe(() => undefined)
  await onScreen.refetch()
  for (const number of [1, 2, 3, 4, 5, 6]) {
    vi.advanceTimersByTime(1000)
    onScreen.setOptions(page(50, number))
    await vi.waitFor(() => expect(onScreen.getCurrentResult().isSuccess).toBe(true))
  }
  expect(offsets(client, 50)).toEqual([150, 200, 250, 300])
  release()
})

test('a list on screen or being loaded stays, however old', async () => {
  const client = createClient()
  const release = new QueryObserver(client, page(50, 0)).subscribe(() => undefined)
  void client.prefetchQuery({ ...page(50, 1), queryFn: () => new Promise(() => undefined) })
  await turnPages(client, 50, [2, 3, 4, 5])
  expect(offsets(client, 50)).toEqual([0, 50, 150, 200, 250])
  release()
})

test('short lists beside recordings and other answers do not displace the table', async () => {
  const client = createClient()
  await turnPages(client, 50, [0])
  await turnPages(client, 10, [0, 1, 2, 3, 4])
  await client.fetchQuery({ queryKey: ['lists', '1', 'recordings', 'one', 'some'], queryFn: () => Promise.resolve(1) })
  expect(offsets(client, 50)).toEqual([0])
  expect(offsets(client, 10)).toEqual([20, 30, 40])
})
