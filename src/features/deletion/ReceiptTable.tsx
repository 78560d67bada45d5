import { IconAlertTriangle, IconCheck, IconCircleDashed, IconGhost2, IconHourglass } from '@tabler/icons-react'
import { useState } from 'react'
import { unknownPerson } from '#api/recordings/personName.ts'
import { formatDateTime, zoneLabel } from '#lib/instant.ts'
import { TruncateMiddle } from '#ui/TruncateMiddle.tsx'
import type { Outcome, ReceiptRow } from '#storage/receipts.ts'
import classes from './ReceiptTable.module.css'
import { Button } from '#ui/Button.tsx'
import { formatNumber } from '#lib/format.ts'

const icons: Record<Outcome, typeof IconCheck> = {
  deleted: IconCheck,
  'already gone': IconGhost2,
  failed: IconAlertTriangle,
  'not attempted': IconCircleDashed,
  waiting: IconHourglass,
}

const rowsPerPage = 100

export function ReceiptTable({ rows, zone }: { rows: readonly ReceiptRow[]; zone: string | null }) {
  const [offset, setOffset] = useState(0)
  const last = Math.min(offset + rowsPerPage, rows.length)
  return (
    <div className={classes['frame']}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a box that scrolls must be in reach of the keyboard */}
      <div className={classes['box']} tabIndex={0} role="group" aria-label="Outcomes, scrollable">
        <table className={classes['table']}>
          <caption>Outcomes</caption>
          <thead>
            <tr>
              <th scope="col">Outcome</th>
              <th scope="col">Recording</th>
              <th scope="col">Person</th>
              <th scope="col">Time ({zoneLabel(zone)})</th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(offset, last).map((row) => (
              <Row key={row.index} row={row} zone={zone} />
            ))}
          </tbody>
        </table>
        {rows.length === 0 && <p className={classes['none']}>No recordings.</p>}
      </div>
      {rows.length > rowsPerPage && (
        <nav className={classes['pager']} aria-label="Receipt pages">
          <span>
            {formatNumber(offset + 1)}–{formatNumber(last)} of {formatNumber(rows.length)}
          </span>
          <Button variant="default" disabled={offset === 0} onClick={() => setOffset(offset - rowsPerPage)}>
            Previous
          </Button>
          <Button variant="default" disabled={last === rows.length} onClick={() => setOffset(offset + rowsPerPage)}>
            Next
          </Button>
        </nav>
      )}
    </div>
  )
}

function Row({ row, zone }: { row: ReceiptRow; zone: string | null }) {
  const { outcome, recordingId, person, at, why } = row
  const Icon = icons[outcome]
  return (
    <>
      <tr data-explained={why !== null || undefined}>
        <td>
          <span className={classes['outcome']} data-outcome={outcome}>
            <Icon size={14} aria-hidden /> {outcome.charAt(0).toUpperCase() + outcome.slice(1)}
          </span>
        </td>
        <td>
          <TruncateMiddle text={recordingId} />
        </td>
        <td>
          <bdi>{person?.slice(0, 200) ?? unknownPerson}</bdi>
        </td>
        <td className={classes['when']}>{at === null ? '–' : formatDateTime(at, zone)}</td>
      </tr>
      {why !== null && (
        <tr className={classes['why']}>
          <td colSpan={4}>{why}</td>
        </tr>
      )}
    </>
  )
}
