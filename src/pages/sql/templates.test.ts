import { expect, test } from 'vitest'
import { createDemoHost } from '../../../demo/createDemoHost.ts'
import { demoKeys } from '../../../demo/host/keys.ts'
import { templates } from './templates.ts'

const host = createDemoHost({ edition: 'newest' })
const address = 'http://demo/api/projects/1/query/'

async function run(query: string): Promise<{ results?: unknown[]; detail?: string }> {
  const body = JSON.stringify({ query: { kind: 'HogQLQuery', query }, refresh: 'force_blocking' })
  const headers = { Authorization: `Bearer ${demoKeys.all}`, 'Content-Type': 'application/json' }
  const response = await host.fetch(new Request(address, { method: 'POST', headers, body }))
  return response.json()
}

test.each(templates.map(({ name, query }) => [name, query] as const))('the template “%s” returns rows', async (_, query) => {
  const { results, detail } = await run(query)
  expect(detail).toBeUndefined()
  expect(results?.length).toBeGreaterThan(0)
})
