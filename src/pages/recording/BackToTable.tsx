import { IconChevronRight } from '@tabler/icons-react'
import { Link } from 'react-router-dom'
import type { Connection } from '#storage/connections.ts'
import { cutText } from '#lib/cutText.ts'
import { Row } from '#ui/layout.tsx'
import classes from './RecordingPage.module.css'
import { returnState } from '#ui/useTablePlace.ts'

/** Links back to the table with its filters and page. */
export function BackToTable({ connection, table }: { connection: Connection; table: string }) {
  return (
    <nav aria-label="Breadcrumb">
      <Row as="ol" gap={4} size="xs" tone="dimmed" className={classes['breadcrumb']}>
        <li>
          <bdi>{cutText(connection.projectName ?? `Project ${connection.projectId}`, 60)}</bdi>
        </li>
        <li>
          <IconChevronRight size={12} aria-hidden />
          <Link to={table} state={returnState}>
            {/\/sharing(\?|$)/.test(table) ? 'Sharing' : 'Recordings'}
          </Link>
        </li>
      </Row>
    </nav>
  )
}
