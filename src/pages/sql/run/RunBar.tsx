import { IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react'
import type { Wait } from '#api/rateLimit/background.ts'
import { rowsPerQuery } from '#api/sql/runSql.ts'
import { waitMessage } from '#api/rateLimit/waitMessage.ts'
import { useNow } from '#ui/useNow.ts'
import { type Fault, positionMessage } from '../syntax/fault.ts'
import { Row, Text } from '#ui/layout.tsx'
import { TextButton } from '#ui/TextButton.tsx'
import classes from '../SqlPage.module.css'
import { defaultRowLimit } from './runMessages.ts'
import { Button } from '#ui/Button.tsx'
import { VisuallyHidden } from '#ui/VisuallyHidden.tsx'
import { formatNumber } from '#lib/format.ts'
import { elapsedText } from '#lib/duration.ts'

type Props = {
  isRunning: boolean
  startedAt: number
  wait: Wait | null
  /** Why the query can’t run; null if it can. */
  blocker: string | null
  faults: readonly Fault[]
  text: () => string
  isParserMissing: boolean
  onRun: () => void
  onCancel: () => void
  onFault: (fault: Fault) => void
}

export const runKeyName = /Mac|iPhone|iPad/.test(navigator.platform) ? '⌘ Enter' : 'Ctrl Enter'

export function RunBar(props: Props) {
  const { isRunning, startedAt, wait, blocker, faults, text, isParserMissing, onRun, onCancel, onFault } = props
  const [fault] = faults
  return (
    <Row gap="8px 12px" wrap className={classes['bar']}>
      {isRunning ? (
        <Button variant="default" leftSection={<IconPlayerStop size={14} aria-hidden />} onClick={onCancel}>
          Cancel
        </Button>
      ) : (
        <Button
          leftSection={<IconPlayerPlay size={14} aria-hidden />}
          disabled={blocker !== null}
          title={blocker ?? runKeyName}
          onClick={onRun}
        >
          Run
        </Button>
      )}
      {isRunning ? (
        <Text as="span" size="sm" numeric>
          <RunClock startedAt={startedAt} wait={wait} />
        </Text>
      ) : (
        <Text as="kbd" size="xs" tone="dimmed" className={classes['key']}>
          {runKeyName}
        </Text>
      )}
      <VisuallyHidden role="status">{isRunning ? 'Running query' : ''}</VisuallyHidden>
      {fault ? (
        <TextButton size="sm" tone="danger" breaks className={classes['fault']} onClick={() => onFault(fault)}>
          <Text as="span" strong>
            {positionMessage(text(), fault)}
          </Text>{' '}
          {fault.message}
        </TextButton>
      ) : (
        <Text size="xs" tone="dimmed" className={classes['hint']}>
          {isParserMissing
            ? 'The syntax check didn’t load. Errors appear when you run the query.'
            : `Default ${defaultRowLimit} rows, max ${formatNumber(rowsPerQuery)}. Press Esc then Tab to leave the editor.`}
        </Text>
      )}
    </Row>
  )
}

function RunClock({ startedAt, wait }: { startedAt: number; wait: Wait | null }) {
  const now = useNow(100)
  return wait ? waitMessage(wait, now) : `Running for ${elapsedText(now - startedAt)}`
}
