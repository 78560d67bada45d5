import { expect, test } from 'vitest'
import { loadWith } from './fakeLoad.fixture.ts'
import { loadWholeRecording } from './loadWholeRecording.ts'

const { signal } = new AbortController()

test.each(['crashed', 'too-slow'] as const)(
  'an export of a recording whose reading ended (%s) says so instead of waiting',
  async (kind) => {
    const load = loadWith({ end: { kind }, segments: { known: 3, loaded: 1 } })
    await expect(loadWholeRecording(load, signal)).rejects.toThrow('Not all of the recording could be loaded.')
  },
)

test('a complete recording is there at once', async () => {
  await loadWholeRecording(loadWith({ end: { kind: 'complete' }, segments: { known: 3, loaded: 3 } }), signal)
})
