import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Connection } from '#api/connection.ts'
import { recordDeeds } from '#api/trail.ts'
import { dayMs } from '#features/schedule/calendar.ts'
import type { Dialect } from '#features/schedule/dialect.ts'
import { counted } from '#lib/countText.ts'
import { Dialog } from '#ui/Dialog.tsx'
import { download } from '#ui/download.ts'
import { Segments } from '#ui/Segments.tsx'
import { Select } from '#ui/Select.tsx'
import type { Judged } from '../judged.ts'
import classes from './ExportDialog.module.css'
import { subscriptionsCsv, subscriptionsJson } from './tableFile.ts'

type Props = { at: Connection; shown: readonly Judged[]; coverage: string; dialect: Dialect; onClose: () => void }

const formats = [
  { value: 'ics', label: 'Calendar (ICS)' },
  { value: 'csv', label: 'CSV' },
  { value: 'json', label: 'JSON' },
] as const
type Format = (typeof formats)[number]['value']

const ranges = [7, 30, 90, 365].map((days) => ({ value: String(days), label: `Next ${days} days` }))

/** Takes what the filters leave away: deliveries to come for a calendar, or the subscriptions as a table. */
export function ExportDialog({ at, shown, coverage, dialect, onClose }: Props) {
  const [format, setFormat] = useState<Format>('ics')
  const [days, setDays] = useState('30')
  const [outcome, setOutcome] = useState('')

  async function write() {
    const now = Date.now()
    const name = `subscriptions-${at.projectId}-${new Date(now).toISOString().slice(0, 19).replaceAll(':', '')}.${format}`
    let detail = counted(shown.length, 'subscription')
    if (format === 'ics') {
      const { calendarOfAll } = await import('./calendarFile.ts')
      const { text, events, cut } = calendarOfAll(at, shown, { now, to: now + Number(days) * dayMs, dialect })
      detail = `${counted(events, 'delivery', 'deliveries')} of ${detail}${cut > 0 ? `, ${cut} of them cut` : ''}`
      download(name, 'text/calendar', text)
    } else {
      const facts = { at, coverage, now, dialect }
      if (format === 'csv') download(name, 'text/csv', subscriptionsCsv(shown, facts))
      else download(name, 'application/json', subscriptionsJson(shown, facts))
    }
    setOutcome(`${detail} written.`)
    void recordDeeds(at, [{ action: 'exported', kind: 'file', subject: null, subjectName: name, outcome: 'done', detail }])
  }

  return (
    <Dialog title="Export" onClose={onClose}>
      {(close) => (
        <div className={classes['form']}>
          <Segments label="Format" options={formats} value={format} onChange={setFormat} />
          {format === 'ics' && <Select aria-label="Range" options={ranges} value={days} onChange={setDays} />}
          <p className={classes['text']}>
            {`${counted(shown.length, 'subscription')}, as the filters leave them: ${coverage}. Times are in UTC.`}
          </p>
          <p className={classes['text']} role="status">
            {outcome}
          </p>
          <div className={classes['actions']}>
            <Button variant="default" onClick={close}>
              Close
            </Button>
            <Button onClick={() => void write()}>Write the file</Button>
          </div>
        </div>
      )}
    </Dialog>
  )
}
