import { expect, test } from 'vitest'
import { createDashboard } from './dashboard.ts'

const dashboard = createDashboard('public', {})
const cacheOf = async (path: string) => (await dashboard.request(path)).headers.get('Cache-Control')

test('the icon may be kept for a day, because browsers ask for it at each change of address; other names are asked for again', async () => {
  expect(await cacheOf('/icon.svg')).toBe('public, max-age=86400')
  expect(await cacheOf('/config.json')).toBe('no-cache')
  expect(await cacheOf('/assets/none.js')).toBe('no-cache')
})
