import { useEffect, useRef, useState } from 'react'
import type { Connection } from '#storage/connections.ts'
import { asApiError } from '#api/http/errors.ts'
import { logActivity } from '#storage/activityLog.ts'
import { dayMs } from '#features/schedule/calendar.ts'
import type { ScheduleRules } from '#features/schedule/scheduleRules.ts'
import { Dialog } from '#ui/Dialog.tsx'
import { download } from '#ui/download.ts'
import { SegmentedControl } from '#ui/SegmentedControl.tsx'
import { Select } from '#ui/Select.tsx'
import type { AnalyzedSubscription } from '../analyzeSubscription.ts'
import { Row, Stack, Text } from '#ui/layout.tsx'
import { subscriptionsCsv, subscriptionsJson, type TableFacts } from './tableFile.ts'
import { Button } from '#ui/Button.tsx'
import { counted, formatNumber } from '#lib/format.ts'

type Props = {
  connection: Connection
  shown: readonly AnalyzedSubscription[]
  coverage: string
  scheduleRules: ScheduleRules
  onClose: () => void
}

const formats = [
  { value: 'ics', label: 'Calendar (ICS)' },
  { value: 'csv', label: 'CSV' },
  { value: 'json', label: 'JSON' },
] as const
type Format = (typeof formats)[number]['value']

const types: Record<Format, string> = { ics: 'text/calendar', csv: 'text/csv', json: 'application/json' }

const ranges = [7, 30, 90, 365].map((days) => ({ value: String(days), label: `Next ${days} days` }))

async function createFile(
  format: Format,
  shown: readonly AnalyzedSubscription[],
  facts: TableFacts,
  days: number,
  signal: AbortSignal,
): Promise<{ file: Blob; detail: string }> {
  const detail = counted(shown.length, 'subscription')
  const { connection, coverage, now, scheduleRules } = facts
  if (format === 'csv') return { file: await subscriptionsCsv(shown, facts, signal), detail }
  if (format === 'json') return { file: await subscriptionsJson(shown, facts, signal), detail }
  const { calendarOfAll, maxPerSubscription } = await import('./calendarFile.ts')
  const range = { now, to: now + days * dayMs, scheduleRules, signal }
  const { file, events, truncated } = await calendarOfAll({ ...connection, coverage }, shown, range)
  const truncatedMessage =
    truncated > 0 ? `, limited to the first ${formatNumber(maxPerSubscription)} for ${formatNumber(truncated)} of them` : ''
  return { file, detail: `${counted(events, 'delivery', 'deliveries')} of ${detail}${truncatedMessage}` }
}

export function ExportDialog({ connection, shown, coverage, scheduleRules, onClose }: Props) {
  const [format, setFormat] = useState<Format>('ics')
  const [days, setDays] = useState('30')
  const [status, setStatus] = useState('')
  const [isExporting, setExporting] = useState(false)
  const controller = useRef<AbortController | null>(null)

  // Closing the dialog stops the export.
  useEffect(() => () => controller.current?.abort(), [])

  async function exportFile() {
    const now = Date.now()
    const name = `subscriptions-${connection.projectId}-${new Date(now).toISOString().slice(0, 19).replaceAll(':', '')}.${format}`
    const { signal } = (controller.current = new AbortController())
    setExporting(true)
    setStatus('')
    try {
      const { file, detail } = await createFile(format, shown, { connection, coverage, now, scheduleRules }, Number(days), signal)
      download(name, types[format], file)
      setStatus(`Exported ${detail}.`)
      void logActivity(connection, [
        { action: 'exported', kind: 'file', subject: null, subjectName: name, outcome: 'done', detail },
      ])
    } catch (error) {
      if (!signal.aborted) setStatus(`Couldn’t export the file: ${asApiError(error).message}`)
    }
    setExporting(false)
  }

  return (
    <Dialog title="Export" onClose={onClose}>
      {(close) => (
        <Stack gap={12}>
          <SegmentedControl label="Format" options={formats} value={format} onChange={setFormat} />
          {format === 'ics' && <Select aria-label="Range" options={ranges} value={days} onChange={setDays} />}
          <Text size="sm" tone="dimmed">
            {`${counted(shown.length, 'subscription')} matching your filters. Coverage: ${coverage}. Times are in UTC.`}
          </Text>
          <Text size="sm" tone="dimmed" role="status">
            {status}
          </Text>
          <Row justify="flex-end">
            <Button variant="default" onClick={close}>
              Close
            </Button>
            <Button loading={isExporting} onClick={() => void exportFile()}>
              Export
            </Button>
          </Row>
        </Stack>
      )}
    </Dialog>
  )
}
