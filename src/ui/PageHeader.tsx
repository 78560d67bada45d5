import type { ReactNode } from 'react'
import { Row } from './layout.tsx'
import { Text } from './layout.tsx'
import classes from './PageHeader.module.css'

type Props = {
  title: string
  description?: ReactNode
  actions?: ReactNode
  /** Shown beside the heading. */
  beside?: ReactNode
}

/** The only h1 of a screen, with its description and actions. */
export function PageHeader({ title, description, actions, beside }: Props) {
  return (
    <Row as="header" gap="8px 16px" align="end" justify="space-between" wrap className={classes['header']}>
      <div className={classes['text']}>
        <Row gap="0 12px" wrap className={classes['line']}>
          <h1>{title}</h1>
          {beside}
        </Row>
        {description && (
          <Text size="sm" tone="dimmed">
            {description}
          </Text>
        )}
      </div>
      {actions && (
        <Row wrap fixed>
          {actions}
        </Row>
      )}
    </Row>
  )
}
