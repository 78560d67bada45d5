import { expect, test } from 'vitest'
import { connectionsNow, saveConnection } from './connections.ts'
import { saveOwner } from './saveOwner.ts'
import { settings } from './settings.ts'

test('an owner is stored only where none was known, on the same host', () => {
  settings.set((value) => ({ ...value, connections: [], activeId: null }))
  const host = 'https://eu.posthog.com'
  const connection = { host, key: 'phx_one', projectId: '1', name: '', projectName: null, zone: null, keyKept: 'device' as const }
  saveConnection({ ...connection, id: 'unknown', owner: null })
  saveConnection({ ...connection, id: 'known', owner: 'Bo' })
  saveConnection({ ...connection, id: 'moved', owner: null, host: 'https://elsewhere.example' })
  for (const id of ['unknown', 'known', 'moved']) saveOwner({ id, host }, 'Ines')
  expect(connectionsNow().map(({ owner }) => owner)).toEqual(['Ines', 'Bo', null])
})
