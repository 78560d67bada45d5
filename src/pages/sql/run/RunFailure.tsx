import { IconAlertTriangle, IconPlayerStop } from '@tabler/icons-react'
import { Link } from 'react-router-dom'
import { isFixedInSettings } from '#api/http/errorDetails.ts'
import { errorSentence } from '#api/http/errorSentence.ts'
import { elapsedText } from '#lib/duration.ts'
import { type Fault, positionMessage } from '../syntax/fault.ts'
import { Row, Text } from '#ui/layout.tsx'
import { TextButton } from '#ui/TextButton.tsx'
import classes from '../SqlPage.module.css'
import { unknownName } from './errorFaults.ts'
import { suggestName } from './suggestName.ts'
import type { RunError } from './useRun.ts'

type Props = {
  failure: RunError
  faults: readonly Fault[]
  onFault: (fault: Fault) => void
  /** Replaces the query. */
  onFix: (query: string) => void
}

export function RunFailure({ failure: { error, text, took }, faults, onFault, onFix }: Props) {
  if (error.kind === 'aborted') {
    return (
      <Row as="p" size="sm" tone="dimmed" className={classes['canceled']} role="status">
        <IconPlayerStop size={14} aria-hidden /> Canceled after {elapsedText(took)}.
      </Row>
    )
  }
  const message = error.kind === 'invalid' ? (error.facts.detail ?? error.message) : errorSentence(error)
  const name = unknownName(error)
  const suggestion = name === null ? null : suggestName(name, text)
  const place = faults.find(({ from, to }) => text.slice(from, to) === name)
  return (
    <Row gap={10} align="stretch" size="sm" className={classes['failure']} role="alert">
      <IconAlertTriangle size={16} aria-hidden />
      <div>
        <p className={classes['why']}>{message}</p>
        {error.next && <Text tone="dimmed">{error.next}</Text>}
        {suggestion !== null && place && (
          <p>
            Did you mean{' '}
            <TextButton size="sm" onClick={() => onFix(text.slice(0, place.from) + suggestion + text.slice(place.to))}>
              {suggestion}
            </TextButton>
            ?
          </p>
        )}
        {faults.map((fault) => (
          <TextButton
            key={`${fault.from} ${fault.message}`}
            size="sm"
            breaks
            className={classes['goto']}
            onClick={() => onFault(fault)}
          >
            Show {positionMessage(text, fault).replace('Line', 'line')}
          </TextButton>
        ))}
        {isFixedInSettings(error) && <Link to="/settings">Open Settings</Link>}
      </div>
    </Row>
  )
}
