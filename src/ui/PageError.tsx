import { IconAlertTriangle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Row, Stack, Text } from './layout.tsx'
import classes from './State.module.css'
import { Button } from './Button.tsx'

type Props = {
  message: string
  next?: string | undefined
  /** Other possible causes. */
  causes?: string[]
  /** Shown behind "Show details". */
  details?: [label: string, value: string][]
  onRetry?: () => void
  actions?: ReactNode
}

const none: never[] = []

/** Replaces content that couldn't load. */
export function PageError({ message, next, causes = none, details = none, onRetry, actions }: Props) {
  return (
    <Stack gap={12} align="center" className={classes['state']} role="alert">
      <IconAlertTriangle className={classes['icon']} size={22} aria-hidden />
      <h2 className={classes['title']}>{message}</h2>
      {next && (
        <Text size="md" tone="dimmed" breaks className={classes['text']}>
          {next}
        </Text>
      )}
      {causes.length > 0 && (
        <Text as="div" size="md" tone="dimmed" breaks className={classes['text']}>
          Other possible causes:
          <ul className={classes['causes']}>
            {causes.map((cause) => (
              <li key={cause}>{cause}</li>
            ))}
          </ul>
        </Text>
      )}
      <Row align="stretch" justify="center" wrap className={classes['actions']}>
        {onRetry && <Button onClick={onRetry}>Try again</Button>}
        {actions}
      </Row>
      {details.length > 0 && (
        <details className={classes['details']}>
          <summary>Show details</summary>
          <dl>
            {details.map(([label, value]) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </Stack>
  )
}
