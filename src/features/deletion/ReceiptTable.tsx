import { IconAlertTriangle, IconCheck, IconCircleDashed, IconGhost2, IconHourglass, IconQuestionMark } from '@tabler/icons-react'
import { useState } from 'react'
import { unknownPerson } from '#api/recordings/personName.ts'
import { formatDateTime, zoneLabel } from '#lib/instant.ts'
import { TruncateMiddle } from '#ui/TruncateMiddle.tsx'
import type { Outcome, ReceiptRow } from '#storage/receipts.ts'
import { PlainTable } from '#ui/PlainTable.tsx'
import { ScrollBox } from '#ui/ScrollBox.tsx'
import { useIsNarrow } from '#ui/TableFrame.tsx'
import { Row, Spacer, Stack, Text } from '#ui/layout.tsx'
import classes from './ReceiptTable.module.css'
import { Button } from '#ui/Button.tsx'
import { formatNumber } from '#lib/format.ts'

const icons: Record<Outcome, typeof IconCheck> = {
  deleted: IconCheck,
  'already gone': IconGhost2,
  failed: IconAlertTriangle,
  unknown: IconQuestionMark,
  'not attempted': IconCircleDashed,
  waiting: IconHourglass,
}

const rowsPerPage = 100

export function ReceiptTable({ rows, zone }: { rows: readonly ReceiptRow[]; zone: string | null }) {
  const [offset, setOffset] = useState(0)
  const hasTimes = !useIsNarrow()
  const columns = [
    { header: 'Outcome', width: 'min(136px, 30vw)' },
    { header: 'Recording' },
    { header: 'Person' },
    ...(hasTimes ? [{ header: `Time (${zoneLabel(zone)})`, width: '208px' }] : []),
  ]
  const last = Math.min(offset + rowsPerPage, rows.length)
  return (
    <Stack className={classes['frame']}>
      <ScrollBox className={classes['box']} label="Outcomes, scrollable">
        <PlainTable className={classes['table']} caption="Outcomes" columns={columns}>
          <tbody>
            {rows.slice(offset, last).map((row) => (
              <ReceiptLines key={row.index} row={row} zone={zone} hasTime={hasTimes} />
            ))}
          </tbody>
        </PlainTable>
        {rows.length === 0 && (
          <Text size="sm" tone="dimmed" className={classes['none']}>
            No recordings.
          </Text>
        )}
      </ScrollBox>
      {rows.length > rowsPerPage && (
        <Row as="nav" size="sm" tone="dimmed" numeric aria-label="Receipt pages">
          <span>
            {formatNumber(offset + 1)}–{formatNumber(last)} of {formatNumber(rows.length)}
          </span>
          <Spacer />
          <Button variant="default" disabled={offset === 0} onClick={() => setOffset(offset - rowsPerPage)}>
            Previous
          </Button>
          <Button variant="default" disabled={last === rows.length} onClick={() => setOffset(offset + rowsPerPage)}>
            Next
          </Button>
        </Row>
      )}
    </Stack>
  )
}

function ReceiptLines({ row, zone, hasTime }: { row: ReceiptRow; zone: string | null; hasTime: boolean }) {
  const { outcome, recordingId, person, at, why } = row
  const Icon = icons[outcome]
  return (
    <>
      <tr data-explained={why !== null || undefined}>
        <td>
          <Row as="span" gap={6} className={classes['outcome']} data-outcome={outcome}>
            <Icon size={14} aria-hidden /> {outcome.charAt(0).toUpperCase() + outcome.slice(1)}
          </Row>
        </td>
        <td>
          <TruncateMiddle text={recordingId} />
        </td>
        <td>
          <bdi>{person?.slice(0, 200) ?? unknownPerson}</bdi>
        </td>
        {hasTime && <td className={classes['when']}>{at === null ? '–' : formatDateTime(at, zone)}</td>}
      </tr>
      {why !== null && (
        <tr className={classes['why']}>
          <td colSpan={hasTime ? 4 : 3}>{why}</td>
        </tr>
      )}
    </>
  )
}
