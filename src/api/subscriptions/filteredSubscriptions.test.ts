import * as v from 'valibot'
import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { afterEach, expect, test } from 'vitest'
import { createDemoHost } from '../../../demo/createDemoHost.ts'
import { demoKeys } from '../../../demo/host/keys.ts'
import { listen, type Listening } from '../../../demo/host/listen.ts'
import type { DemoOptions } from '../../../demo/host/options.ts'
import { fits, filteredSubscriptions } from './filteredSubscriptions.ts'
import type { ApiConnection } from '#storage/connections.ts'
import type { SubscriptionFilter } from './subscriptionParameters.ts'
import { Subscription } from './subscriptions.ts'
import type { AllRows } from '#api/http/walkPages.ts'

let host: Listening | undefined
afterEach(() => host?.close())

let hosts = 0

async function demoOf(options: Partial<DemoOptions>): Promise<ApiConnection & { asked: () => Promise<string[]> }> {
  const demo = createDemoHost(options)
  const listening = await listen((request) => demo.fetch(request), 0)
  host = listening
  hosts += 1
  return {
    id: `found ${hosts}`,
    host: listening.origin,
    key: demoKeys.all,
    projectId: '1',
    async asked() {
      const calls: { method: string; path: string }[] = await (await fetch(`${listening.origin}/__demo/journal`)).json()
      return calls.flatMap(({ method, path }) => (method === 'GET' && path.includes('/subscriptions/') ? [path] : []))
    },
  }
}

async function find(connection: ApiConnection, filter: SubscriptionFilter): Promise<AllRows<Subscription>> {
  const observer = new QueryObserver(new QueryClient(), {
    ...filteredSubscriptions(connection, filter),
    notifyOnChangeProps: ['data', 'error', 'fetchStatus'],
  })
  return new Promise((resolve, reject) => {
    const release = observer.subscribe(({ data, error, fetchStatus }) => {
      if (fetchStatus !== 'idle') return
      queueMicrotask(() => release())
      if (data) resolve(data)
      else reject(error ?? new Error('no rows'))
    })
  })
}

const filters: [string, SubscriptionFilter][] = [
  ['search', { search: 'overdue' }],
  ['target', { targetType: 'slack' }],
  ['kind of resource', { resourceType: 'dashboard' }],
]

test.each(filters)('a server that knows the filter gives what fits, and nothing is left out: %s', async (_name, filter) => {
  const connection = await demoOf({ edition: 'newest' })
  const found = await find(connection, filter)
  const all = await find(connection, {})
  expect(found.progress.kind).toBe('complete')
  expect(found.rows.length).toBeGreaterThan(0)
  expect(found.rows.map(({ id }) => id).toSorted()).toEqual(
    all.rows
      .filter((row) => fits(row, filter) && (filter.search === undefined || row.resourceName !== null))
      .map(({ id }) => id)
      .toSorted(),
  )
})

test('a server that ignores the filter is detected by its first page, and no more pages are requested', async () => {
  const connection = await demoOf({ edition: 'old', countSubscriptions: 900 })
  const found = await find(connection, { targetType: 'slack', ordering: 'title' })
  expect(found.progress.kind).toBe('stopped')
  const asked = await connection.asked()
  expect(asked).toHaveLength(1)
  expect(asked[0]).toContain('ordering=title&target_type=slack')
})

test('a filter that all servers know also works on an old one', async () => {
  const connection = await demoOf({ edition: 'old' })
  const { rows } = await find(connection, {})
  const insight = rows.find((row) => row.insight !== null)?.insight ?? ''
  const found = await find(connection, { insight })
  expect(found.progress.kind).toBe('complete')
  expect(new Set(found.rows.map((row) => row.insight))).toEqual(new Set([insight]))
})

test('a walk of found rows stops at a thousand', async () => {
  const connection = await demoOf({ edition: 'newest', countSubscriptions: 4000 })
  const found = await find(connection, { targetType: 'email' })
  expect(found.rows).toHaveLength(1000)
  expect(found.progress.kind).toBe('stopped')
})

test('rows match by their fields, whatever the age of the server', () => {
  const row = v.parse(Subscription, {
    id: 1,
    title: 'Weekly numbers',
    resource_name: 'Signups',
    insight: 12,
    target_type: 'email',
    created_by: { id: 5, uuid: '0191-AB', first_name: 'Ann' },
  })
  const not = (filter: SubscriptionFilter) => expect(fits(row, filter)).toBe(false)
  expect(fits(row, { search: 'signups weekly', createdBy: '0191ab', insight: '12', resourceType: 'insight' })).toBe(true)
  not({ search: 'weekly orders' })
  not({ createdBy: '0191ac' })
  not({ insight: '13' })
  not({ dashboard: '12' })
  not({ resourceType: 'dashboard' })
  not({ targetType: 'slack' })
  expect(fits(v.parse(Subscription, { id: 2, insight: 12, title: null }), { search: 'a name that is not told' })).toBe(true)
  expect(fits(v.parse(Subscription, { id: 3, prompt: 'Sum up', insight: 4 }), { resourceType: 'ai_prompt' })).toBe(true)
})
