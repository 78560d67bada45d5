import { beforeEach, describe, expect, test } from 'vitest'
import type { RateLimiter } from './rateLimiter.ts'
import { limited, Trial } from './rateLimiter.fixture.ts'
import { saveConnection, type ApiConnection } from '#storage/connections.ts'
import { settings } from '#storage/settings.ts'

let trial: Trial

beforeEach(() => {
  trial = new Trial()
})

describe('the key that is counted', () => {
  const stored = { name: '', projectName: null, zone: null, owner: null, keyKept: 'device' as const }
  const used = (budget: RateLimiter, connection: ApiConnection) => budget.view(connection).classes[0]?.limits[1]?.used

  test('connections with the same host and key share limits, others do not', async () => {
    const budget = trial.tab()
    saveConnection({ ...trial.cloud, ...stored })
    saveConnection({ ...trial.cloud, ...stored, id: 'twin' })
    saveConnection({ ...trial.cloud, ...stored, id: 'stranger', key: 'phx_two' })
    await trial.send(budget, { connection: { ...trial.cloud, id: 'twin' } })
    expect(used(budget, trial.cloud)).toBe(1)
    expect(used(budget, { ...trial.cloud, id: 'stranger', key: 'phx_two' })).toBe(0)
  })

  test('requests sent before a connection was saved count for it', async () => {
    const budget = trial.tab()
    await trial.send(budget, { connection: { ...trial.cloud, id: 'draft' } })
    saveConnection({ ...trial.cloud, ...stored })
    await trial.send(budget)
    expect(used(budget, trial.cloud)).toBe(2)
  })

  test('a connection with another key starts over, and a removed one leaves nothing', async () => {
    const budget = trial.tab()
    saveConnection({ ...trial.cloud, ...stored })
    await trial.refuse(budget, limited(600))
    saveConnection({ ...trial.cloud, ...stored, key: 'phx_two' })
    const other = { ...trial.cloud, key: 'phx_two' }
    expect(await trial.send(budget, { connection: other })).toBeTypeOf('function')
    expect(used(budget, other)).toBe(1)
    settings.set((value) => ({ ...value, connections: [] }))
    expect(
      JSON.stringify([...Array(trial.area.length).keys()].map((index) => trial.area.getItem(trial.area.key(index) ?? ''))),
    ).not.toContain(trial.cloud.id)
  })

  test('the key is nowhere in storage', async () => {
    await trial.send(trial.tab(), { connection: { ...trial.cloud, id: 'x', key: 'phx_secret' } })
    expect(JSON.stringify([trial.area.key(0), trial.area.getItem(trial.area.key(0) ?? '')])).not.toMatch(/secret|posthog\.com/)
  })
})
