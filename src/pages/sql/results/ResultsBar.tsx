import { useState } from 'react'
import { useNavigate } from 'react-router-dom'
import type { SqlAnswer } from '#api/sql/sqlAnswer.ts'
import { copyText } from '#ui/copyText.ts'
import { download } from '#ui/download.ts'
import { cutText, oneLine } from '#lib/cutText.ts'
import type { ResultColumn } from './columns.ts'
import { Row } from '#ui/layout.tsx'
import classes from './Results.module.css'
import { maxRecordings, recordingsPath, sessionIds } from './sessionIds.ts'
import { resultsCsv, resultsJson, resultsTsv } from './exportResults.ts'
import type { Sorting } from './useSorting.ts'
import { Button } from '#ui/Button.tsx'
import { counted, formatNumber } from '#lib/format.ts'

/** In characters; more would block the page. */
const maxCopied = 5_000_000

type Props = { answer: SqlAnswer; columns: readonly ResultColumn[]; sorting: Sorting; projectId: string }

export function ResultsBar({ answer, columns, sorting, projectId }: Props) {
  const [status, setStatus] = useState<string | null>(null)
  const navigate = useNavigate()
  const { rows } = answer
  const { order, sort, isBusy } = sorting
  const table = { columns: answer.columns, rows, order }
  const sessions = columns.findIndex(({ isSession }) => isSession)

  async function exportFile(format: 'csv' | 'json') {
    setStatus(`Exporting ${format === 'csv' ? 'CSV' : 'JSON'}…`)
    const file = format === 'csv' ? await resultsCsv(table) : await resultsJson(table)
    download(`results-${projectId}.${format}`, format === 'csv' ? 'text/csv' : 'application/json', file)
    setStatus(null)
  }

  async function copy() {
    setStatus('Copying…')
    const text = await resultsTsv(table, maxCopied)
    if (text === null) return setStatus('Too long for the clipboard. Export a file instead.')
    setStatus((await copyText(text)) ? `${counted(rows.length, 'row')} copied` : 'The browser blocked copying')
  }

  return (
    <Row gap="8px 16px" justify="space-between" wrap className={classes['bar']}>
      <Row as="p" gap="4px 12px" wrap size="sm" numeric className={classes['facts']}>
        <span>
          {counted(rows.length, 'row')} · {counted(columns.length, 'column')}
        </span>
        <span role="status" className={classes['quiet']}>
          {isBusy && 'Sorting…'}
          {!isBusy && sort && `Sorted by ${nameAt(columns, sort.column)} (loaded rows only)`}
          {status !== null && ` ${status}`}
        </span>
      </Row>
      <Row wrap>
        {sessions >= 0 && (
          <Button
            variant="default"
            title={`Up to ${formatNumber(maxRecordings)} sessions of ${nameAt(columns, sessions)}, in the order shown`}
            onClick={() => void navigate(recordingsPath(projectId, sessionIds(rows, sessions, order, maxRecordings)))}
          >
            Show recordings
          </Button>
        )}
        <Button variant="default" disabled={rows.length === 0} onClick={() => void copy()}>
          Copy table
        </Button>
        <Button variant="default" onClick={() => void exportFile('csv')}>
          Export CSV
        </Button>
        <Button variant="default" onClick={() => void exportFile('json')}>
          Export JSON
        </Button>
      </Row>
    </Row>
  )
}

function nameAt(columns: readonly ResultColumn[], column: number): string {
  return oneLine(cutText(columns[column]?.name ?? '', 60))
}
