import { IconX } from '@tabler/icons-react'
import { type RefObject } from 'react'
import { cutText, oneLine } from '#lib/cutText.ts'
import { CopyButton } from '#ui/CopyButton.tsx'
import { wholeJson, wholeText } from './cellText.ts'
import { innerType, type ResultColumn } from './columns.ts'
import { Row, Spacer, Text } from '#ui/layout.tsx'
import classes from './Results.module.css'
import { ButtonLink, IconButton } from '#ui/Button.tsx'
import { counted, formatNumber } from '#lib/format.ts'
import { paths } from '#lib/paths.ts'

/** Larger values would block the page; copying takes the whole value. */
const maxShown = 20_000

type Props = {
  cell: unknown
  column: ResultColumn
  /** Counts from 1. */
  row: number
  projectId: string
  panel: RefObject<HTMLElement | null>
  onClose: () => void
}

function shownText(cell: unknown): string {
  return typeof cell === 'object' && cell !== null ? wholeJson(cell, 2) : wholeText(cell)
}

/** Follows the focused cell. */
export function CellPanel({ cell, column, row, projectId, panel, onClose }: Props) {
  const text = shownText(cell)
  const facts = [
    `Row ${formatNumber(row)}`,
    column.type === null ? null : oneLine(cutText(innerType(column.type), 60)),
    typeof cell === 'string' ? counted(cell.length, 'character') : null,
  ]
  return (
    // Esc closes the panel from anywhere inside.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      ref={panel}
      className={classes['panel']}
      aria-label="Cell"
      tabIndex={-1}
      onKeyDown={(event) => event.key === 'Escape' && onClose()}
    >
      <Row as="header" wrap>
        <Text as="h2" size="sm" breaks>
          <bdi>{oneLine(cutText(column.name, 120)) || 'Unnamed column'}</bdi>
        </Text>
        <span className={classes['quiet']}>{facts.filter((fact) => fact !== null).join(' · ')}</span>
        <Spacer />
        {column.isSession && typeof cell === 'string' && (
          <ButtonLink to={paths.recording(projectId, cell)} variant="default">
            Open recording
          </ButtonLink>
        )}
        <CopyButton label="Copy cell" text={() => wholeText(cell)} />
        <IconButton aria-label="Close cell" title="Close" onClick={onClose}>
          <IconX size={16} aria-hidden />
        </IconButton>
      </Row>
      {/* A box that scrolls must be reachable by keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre className={classes['value']} tabIndex={0}>
        {cell === null && <span className={classes['quiet']}>null</span>}
        {cell === '' && <span className={classes['quiet']}>Empty text</span>}
        <bdi>{cutText(text, maxShown)}</bdi>
      </pre>
      {text.length > maxShown && (
        <p className={classes['quiet']}>
          First {formatNumber(maxShown)} of {counted(text.length, 'character')}. Copying takes the whole value.
        </p>
      )}
    </section>
  )
}
