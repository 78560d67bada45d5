import type { ReactNode } from 'react'
import { Row, Stack, Text } from './layout.tsx'
import classes from './State.module.css'

export function EmptyState({ title, children, actions }: { title: string; children?: ReactNode; actions?: ReactNode }) {
  return (
    <Stack gap={12} align="center" className={classes['state']} role="status">
      <h2 className={classes['title']}>{title}</h2>
      {children && (
        <Text as="div" size="md" tone="dimmed" breaks className={classes['text']}>
          {children}
        </Text>
      )}
      {actions && (
        <Row align="stretch" justify="center" wrap className={classes['actions']}>
          {actions}
        </Row>
      )}
    </Stack>
  )
}
