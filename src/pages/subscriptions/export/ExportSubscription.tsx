import { useState } from 'react'
import type { Connection } from '#storage/connections.ts'
import { logActivity } from '#storage/activityLog.ts'
import { dayMs } from '#features/schedule/calendar.ts'
import type { ScheduleRules } from '#features/schedule/scheduleRules.ts'
import { download } from '#ui/download.ts'
import { notify } from '#ui/notify.ts'
import type { AnalyzedSubscription } from '../analyzeSubscription.ts'
import { Button } from '#ui/Button.tsx'

/** Exports a recurring event if one rule describes the schedule exactly, otherwise a year of single events. */
export function ExportSubscription({
  connection,
  analyzed,
  scheduleRules,
}: {
  connection: Connection
  analyzed: AnalyzedSubscription
  scheduleRules: ScheduleRules
}) {
  const [status, setStatus] = useState('')

  async function exportFile() {
    const now = Date.now()
    const name = `subscription-${analyzed.subscription.id}.ics`
    try {
      const { calendarOfOne } = await import('./calendarFile.ts')
      const range = { now, to: now + 365 * dayMs, scheduleRules }
      const calendar = await calendarOfOne({ ...connection, coverage: 'one subscription' }, analyzed, range)
      if (calendar === null) return setStatus('Nothing scheduled.')
      download(name, 'text/calendar', calendar.file)
      const detail = calendar.isRecurring ? 'one recurring event' : 'single events for the next 365 days'
      setStatus(`Exported as ${detail}.`)
      void logActivity(connection, [
        { action: 'exported', kind: 'file', subject: null, subjectName: name, outcome: 'done', detail },
      ])
    } catch {
      setStatus('')
      const message = 'Couldn’t create the calendar file. Reload the page and try again.'
      void notify({ id: 'subscription-export', title: 'Export failed', message, tone: 'error' })
    }
  }

  return (
    <>
      <Button variant="default" onClick={() => void exportFile()}>
        Add to calendar
      </Button>
      <span role="status">{status}</span>
    </>
  )
}
