import { useMemo, useRef, useState } from 'react'
import type { Connection } from '#storage/connections.ts'
import type { SqlAnswer } from '#api/sql/sqlAnswer.ts'
import { copyText } from '#ui/copyText.ts'
import { CellPanel } from './CellPanel.tsx'
import { ChartPanel } from './ChartPanel.tsx'
import { wholeText } from './cellText.ts'
import { cellAt, readColumns } from './columns.ts'
import { columnWidths } from './columnWidths.ts'
import { type CellPosition, positionText } from './cellPosition.ts'
import { Stack } from '#ui/layout.tsx'
import classes from './Results.module.css'
import { ResultsBar } from './ResultsBar.tsx'
import { resultsChart } from './resultsChart.ts'
import { ResultsGrid } from './ResultsGrid.tsx'
import { useSorting } from './useSorting.ts'

type Props = {
  answer: SqlAnswer
  connection: Connection
}

export function Results({ answer, connection }: Props) {
  const [shown, setShown] = useState({ answer, version: 0 })
  if (shown.answer !== answer) setShown({ answer, version: shown.version + 1 })
  return <AnswerResults key={shown.version} answer={shown.answer} connection={connection} />
}

function AnswerResults({ answer, connection: { projectId } }: Props) {
  const { rows } = answer
  const [now] = useState(Date.now)
  const columns = useMemo(() => readColumns(answer, now), [answer, now])
  const widths = useMemo(() => columnWidths(answer, columns), [answer, columns])
  const chart = useMemo(() => resultsChart(answer, columns), [answer, columns])
  const sorting = useSorting(rows, columns)
  const [active, setActive] = useState<CellPosition>({ row: rows.length > 0 ? 0 : -1, column: 0 })
  const [isOpen, setIsOpen] = useState(false)
  const root = useRef<HTMLElement>(null)
  const panel = useRef<HTMLElement>(null)
  const column = columns[active.column]

  function cellOf(position: CellPosition): unknown {
    return cellAt(rows, sorting.order?.[position.row] ?? position.row, position.column)
  }

  function openCell(position: CellPosition, byKey: boolean) {
    setActive(position)
    setIsOpen(true)
    if (byKey) requestAnimationFrame(() => panel.current?.focus())
  }

  function closeCell() {
    setIsOpen(false)
    root.current?.querySelector<HTMLElement>(`[data-position="${positionText(active)}"]`)?.focus({ preventScroll: true })
  }

  return (
    <Stack as="section" gap={0} ref={root} className={classes['results']} aria-label="Query results">
      <ResultsBar answer={answer} columns={columns} sorting={sorting} projectId={projectId} />
      {chart && <ChartPanel chart={chart} total={rows.length} />}
      <ResultsGrid
        rows={rows}
        columns={columns}
        widths={widths}
        sorting={sorting}
        projectId={projectId}
        active={active}
        isOpen={isOpen}
        onMove={setActive}
        onOpen={openCell}
        onCopy={(position) => void copyText(wholeText(cellOf(position)))}
      />
      {rows.length === 0 && <p className={classes['none']}>The query returned no rows.</p>}
      {isOpen && column && active.row >= 0 && (
        <CellPanel
          cell={cellOf(active)}
          column={column}
          row={active.row + 1}
          projectId={projectId}
          panel={panel}
          onClose={closeCell}
        />
      )}
    </Stack>
  )
}
