import { useQuery } from '@tanstack/react-query'
import { IconAlertTriangle, IconCircleCheck, IconHelpCircle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { type ApiError, asApiError } from '#api/http/errors.ts'
import type { ApiConnection } from '#storage/connections.ts'
import { type LinkCheck, linkNotesQuery } from './linkHistory.ts'
import { useCheckLink } from './sharingMutations.ts'
import { relativeTime } from '#lib/instant.ts'
import { useNow } from '#ui/useNow.ts'
import { ActionButton } from './ActionButton.tsx'
import { Row, Text } from '#ui/layout.tsx'
import classes from './SharingPanel.module.css'

type Props = {
  connection: ApiConnection
  id: string
  token: string
  label: string
  expected: 'live' | 'dead'
  extraButtons?: ReactNode
}

/** Opens the link without the API key, as a visitor would, and shows the result. */
export function CheckLink({ connection, id, token, label, expected, extraButtons }: Props) {
  const checking = useCheckLink(connection, id)
  const check = useQuery(linkNotesQuery(connection, id)).data.checks[token]
  return (
    <Row gap="8px 12px" wrap className={classes['check']}>
      <Row as="span" wrap className={classes['buttons']}>
        <ActionButton busy={checking.isPending} onClick={() => checking.mutate(token)}>
          {label}
        </ActionButton>
        {extraButtons}
      </Row>
      <span role="status">{check && !checking.isPending && <CheckResult check={check} expected={expected} />}</span>
      {checking.error && (
        <Text as="span" size="sm" tone="danger" role="alert">
          Couldn’t check the link. {asApiError(checking.error).message}
        </Text>
      )}
    </Row>
  )
}

/** Prefers the server’s own text, because our messages explain errors to the owner of a key. */
function reason({ facts, message }: ApiError): string {
  return facts.detail ? `Server response: ${facts.detail}` : message
}

const stateLabels = { live: 'Link works', dead: 'Link doesn’t work' }

function CheckResult({ check: { state, isLocked, at }, expected }: { check: LinkCheck; expected: 'live' | 'dead' }) {
  const now = useNow(30_000)
  const checked = `checked ${relativeTime(new Date(at), Math.max(now, at))}`
  if (state.state === 'unknown') {
    return (
      <Row as="span" gap={6} className={classes['result']}>
        <IconHelpCircle size={16} aria-hidden />
        {isLocked ? `Can’t verify, ${checked}. The link requires a password.` : `Can’t verify, ${checked}. ${reason(state.why)}`}
      </Row>
    )
  }
  const isExpected = state.state === expected
  const Icon = isExpected ? IconCircleCheck : IconAlertTriangle
  return (
    <Row as="span" gap={6} className={classes['result']} data-tone={isExpected ? 'success' : 'warning'}>
      <Icon size={16} aria-hidden />
      {stateLabels[state.state]}, {checked}
      {state.state === 'live' ? '. Anyone can open it without signing in.' : '.'}
    </Row>
  )
}
