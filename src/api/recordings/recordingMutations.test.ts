import { expect, test, vi } from 'vitest'
import { ApiError } from '#api/http/errors.ts'
import { deleteRecording, markViewed } from './recordingMutations.ts'

const connection = { id: 'c', host: 'https://posthog.example', key: 'phx_secret', projectId: '1' }

test.each(['.', '..', ''])('the id %j, which an address would drop, never reaches the project', async (id) => {
  const asked = vi.spyOn(globalThis, 'fetch')
  await expect(deleteRecording(connection, id)).rejects.toThrow(ApiError)
  await expect(markViewed(connection, id)).rejects.toThrow(ApiError)
  expect(asked).not.toHaveBeenCalled()
  asked.mockRestore()
})
