import { expect, test } from 'vitest'
import { field, newClient, recordings, rowsOf } from './hostClient.ts'
import { capturedSessions } from '../data/capturedSessions.ts'
import { capturedId } from '../data/capturedRows.ts'

test('every captured session stands in the list with its own counts', async () => {
  const send = newClient({ count: 2400 })
  const rows = rowsOf(await send(`${recordings}?limit=1000&date_from=-7d`))
  expect(capturedSessions().length).toBeGreaterThanOrEqual(3)
  for (const session of capturedSessions()) {
    const row = rows.find(({ id }) => id === capturedId(session.name))
    expect(row).toMatchObject({
      distinct_id: session.distinctId,
      recording_duration: session.durationSeconds,
      active_seconds: Math.round(session.activeSeconds),
      click_count: session.clickCount,
      console_error_count: session.consoleErrorCount,
      start_url: session.startUrl,
      event_count: session.eventCount,
    })
    expect(field(await send(`${recordings}${row?.id}/`), 'keypress_count')).toBe(session.keypressCount)
    expect(Date.parse(String(row?.['end_time'])) - Date.parse(String(row?.['start_time']))).toBe(session.durationSeconds * 1000)
  }
  expect(new Set(capturedSessions().map(({ name }) => capturedId(name))).size).toBe(capturedSessions().length)
  expect(rows.findIndex(({ id }) => id === capturedId(capturedSessions()[0]?.name ?? ''))).toBeLessThan(5)
})
