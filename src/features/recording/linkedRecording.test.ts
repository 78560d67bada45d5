import { expect, test } from 'vitest'
import { linkedRecording } from './linkedRecording.ts'

test('a link to a recording names recording, time and host', () => {
  expect(linkedRecording('/project/1/recordings/r%252Fseven?t=16.314&host=us.posthog.com')).toEqual({
    id: 'r%2Fseven',
    seconds: 16.314,
    host: 'us.posthog.com',
  })
})

test.each(['us.posthog.com and enter your key on evil.example', '<b>x</b>', ''])('the host %j is not named', (host) => {
  expect(linkedRecording(`/project/1/recordings/018c?${new URLSearchParams({ host })}`)).toMatchObject({ id: '018c', host: null })
})

test.each([null, '/project/1/recordings?t=3', '/settings', '/project/1/sharing/018c'])('%j opens no recording', (next) => {
  expect(linkedRecording(next)).toBeNull()
})
