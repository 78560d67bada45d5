import { expect, test } from 'vitest'
import { field, newClient, rowsOf } from './hostClient.ts'
import { demoKeys } from '../host/keys.ts'

const send = newClient({ count: 900 })
const definitions = '/api/projects/1/sessions/property_definitions'
const values = '/api/projects/1/sessions/values'
const namesOf = (answer: Awaited<ReturnType<typeof send>>) => rowsOf(answer).map(({ name }) => String(name))

test('names what is known of a session, and finds by every word', async () => {
  const all = await send(definitions)
  expect(rowsOf(all)).toContainEqual({
    id: '$session_duration',
    name: '$session_duration',
    is_numerical: true,
    property_type: 'Duration',
    is_seen_on_filtered_events: null,
    tags: [],
  })
  expect(field(all, 'count')).toBe(rowsOf(all).length)
  expect(namesOf(await send(`${definitions}?search=UTM+source`))).toEqual(['$entry_utm_source'])
  expect(namesOf(await send(`${definitions}?search=nothing+like+it`))).toEqual([])
  const numbers = namesOf(await send(`${definitions}?is_numerical=true`))
  expect(numbers).toContain('$pageview_count')
  expect(numbers).not.toContain('$channel_type')
})

test('offers at most twenty values, those that hold the letters', async () => {
  const paths = namesOf(await send(`${values}?key=$entry_pathname`))
  expect(paths.length).toBeGreaterThan(10)
  expect(paths.length).toBeLessThanOrEqual(20)
  expect(paths).toContain('/cart')
  const products = namesOf(await send(`${values}?key=$entry_pathname&value=PRODUCTS`))
  expect(products.length).toBeGreaterThan(2)
  expect(products.every((path) => path.includes('/products/'))).toBe(true)
})

test('channels are a fixed list, flags are 1 and 0, numbers and strangers have no values', async () => {
  expect(namesOf(await send(`${values}?key=$channel_type`))).toEqual(expect.arrayContaining(['Direct', 'SMS', 'Unknown']))
  expect(namesOf(await send(`${values}?key=$is_bounce`))).toEqual(['1', '0'])
  for (const key of ['$pageview_count', '$start_timestamp', 'toString', '$nobody_knows']) {
    expect((await send(`${values}?key=${key}`)).body).toEqual({ results: [], refreshing: false })
  }
  const missing = await send(values)
  expect([missing.status, field(missing, 'detail')]).toEqual([400, 'Key not provided'])
})

test('servers of other ages give bare arrays or refuse keys', async () => {
  const at = (edition: 'old' | 'mid' | 'documented') => newClient({ edition })
  expect((await at('mid')(`${values}?key=$is_bounce`)).body).toEqual([{ name: '1' }, { name: '0' }])
  expect(field(await at('mid')(definitions), 'count')).toBeGreaterThan(30)
  const documented = definitions.replace('projects', 'environments')
  expect((await at('documented')(documented)).body).toContainEqual(expect.objectContaining({ name: '$channel_type' }))
  expect((await at('old')(definitions)).status).toBe(403)
  expect((await send(definitions, { key: demoKeys.noQuery })).body).toMatchObject({
    detail: "API key missing required scope 'query:read'",
  })
})

test('the first answer about campaigns comes while they are being counted', async () => {
  const early = await newClient({ count: 900 })(`${values}?key=$entry_utm_campaign`)
  expect(field(early, 'refreshing')).toBe(true)
  const again = newClient({ count: 900 })
  await again(`${values}?key=$entry_utm_campaign`)
  const later = await again(`${values}?key=$entry_utm_campaign`)
  expect(field(later, 'refreshing')).toBe(false)
  expect(namesOf(later).length).toBeGreaterThan(namesOf(early).length)
})

test('names that are numbers or flags come as such from documented servers', async () => {
  const path = `${values.replace('projects', 'environments')}?key=$entry_utm_content`
  const { body } = await newClient({ edition: 'documented', count: 900 })(path)
  expect(body).toEqual(expect.arrayContaining([{ name: 728 }, { name: true }, { name: 'banner' }]))
  expect(namesOf(await send(`${values}?key=$entry_gad_source`))).toEqual(['1'])
})
