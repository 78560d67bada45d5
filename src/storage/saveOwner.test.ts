import { expect, test } from 'vitest'
import { Trial } from '#api/rateLimit/rateLimiter.fixture.ts'
import { connectionsNow, saveConnection } from './connections.ts'
import { saveOwner } from './saveOwner.ts'

test('whose key it is is kept where nobody knew, and nowhere else', () => {
  const { cloud } = new Trial()
  const kept = { name: '', projectName: null, zone: null, keyKept: 'device' as const }
  saveConnection({ ...cloud, ...kept, owner: null })
  saveConnection({ ...cloud, ...kept, id: 'known', owner: 'Bo' })
  saveConnection({ ...cloud, ...kept, id: 'moved', owner: null, host: 'https://elsewhere.example' })
  for (const id of [cloud.id, 'known', 'moved']) saveOwner({ id, host: cloud.host }, 'Ines')
  expect(connectionsNow().map(({ owner }) => owner)).toEqual(['Ines', 'Bo', null])
})
