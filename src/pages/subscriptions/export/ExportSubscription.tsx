import { useState } from 'react'
import type { Connection } from '#storage/connections.ts'
import { recordDeeds } from '#storage/activityLog.ts'
import { dayMs } from '#features/schedule/calendar.ts'
import type { Dialect } from '#features/schedule/scheduleRules.ts'
import { download } from '#ui/download.ts'
import { notify } from '#ui/notify.ts'
import type { Judged } from '../analyzeSubscription.ts'
import { Button } from '#ui/Button.tsx'

/** Takes one subscription away for a calendar: as a recurring event where a rule says all, else a year of single ones. */
export function ExportSubscription({ at, judged, dialect }: { at: Connection; judged: Judged; dialect: Dialect }) {
  const [outcome, setOutcome] = useState('')

  async function write() {
    const now = Date.now()
    const name = `subscription-${judged.subscription.id}.ics`
    try {
      const { calendarOfOne } = await import('./calendarFile.ts')
      const range = { now, to: now + 365 * dayMs, dialect }
      const calendar = await calendarOfOne({ ...at, coverage: 'one subscription' }, judged, range)
      if (calendar === null) return setOutcome('Nothing is to come.')
      download(name, 'text/calendar', calendar.file)
      const detail = calendar.isRecurring ? 'one recurring event' : 'single events of the next 365 days'
      setOutcome(`Written as ${detail}.`)
      void recordDeeds(at, [{ action: 'exported', kind: 'file', subject: null, subjectName: name, outcome: 'done', detail }])
    } catch {
      setOutcome('')
      const message = 'The calendar file could not be written. Reload this page and try again.'
      void notify({ id: 'subscription-export', title: 'Not exported', message, tone: 'error' })
    }
  }

  return (
    <>
      <Button variant="default" onClick={() => void write()}>
        Add to calendar
      </Button>
      <span role="status">{outcome}</span>
    </>
  )
}
