import { useReadOnly } from '#storage/readOnly.ts'
import { readOnlyMessage } from '#api/http/errors.ts'
import { useQueryClient } from '@tanstack/react-query'
import { IconMailForward, IconPlayerPause, IconPlayerPlay, IconTrash, IconTrashOff } from '@tabler/icons-react'
import { useState } from 'react'
import { type Capabilities, useCapabilities } from '#api/capabilities.ts'
import type { Connection } from '#storage/connections.ts'
import { useLacksScope } from '#features/connection/useLacksScope.ts'
import type { AnalyzedSubscription } from '../analyzeSubscription.ts'
import type { SubscriptionAction } from './actionMessages.ts'
import { isInstant, runInstantAction } from './instantAction.ts'
import { Row, Text } from '#ui/layout.tsx'
import { Button } from '#ui/Button.tsx'

type Props = {
  connection: Connection
  targets: readonly AnalyzedSubscription[]
  /** What has to be confirmed first; the rest happens at the press of a button. */
  onAction: (action: SubscriptionAction, targets: readonly AnalyzedSubscription[]) => void
}

const scope = 'subscription:write'
const cannotPauseMessage = 'This server can’t pause subscriptions.'

const buttons = [
  { action: 'pause', label: 'Pause', place: 'pause', Icon: IconPlayerPause },
  { action: 'resume', label: 'Resume', place: 'pause', Icon: IconPlayerPlay },
  { action: 'send test', label: 'Send test', place: 'test', Icon: IconMailForward },
  { action: 'bring back', label: 'Bring back', place: 'end', Icon: IconTrashOff },
  { action: 'end', label: 'End subscription', place: 'end', Icon: IconTrash },
] as const

/** Targets that the action applies to. */
function applicableTargets(action: SubscriptionAction, targets: readonly AnalyzedSubscription[]): AnalyzedSubscription[] {
  return targets.filter(({ subscription, state }) => {
    if (action === 'bring back') return state === 'deleted'
    if (state === 'deleted') return false
    if (action === 'pause') return subscription.enabled !== false
    if (action === 'resume') return subscription.enabled === false
    return true
  })
}

/** What earlier refusals tell; null if nothing is known against the action. */
function refusalMessage(action: SubscriptionAction, capabilities: Capabilities): string | null {
  const { missingSubscriptionScope, sendsTests, pausesSubscriptions } = capabilities
  if (missingSubscriptionScope !== undefined) return `The key lacks the scope ${missingSubscriptionScope}.`
  if (action === 'send test' && sendsTests === false) return 'This server can’t send tests.'
  if ((action === 'pause' || action === 'resume') && pausesSubscriptions === false) return cannotPauseMessage
  return null
}

/** A server that never reports the paused state cannot pause (posthog-api.md#i4-create-and-change). */
function unsupportedMessage(action: SubscriptionAction, targets: readonly AnalyzedSubscription[]): string | null {
  const isUnknown = targets.length > 0 && targets.every(({ subscription }) => subscription.enabled === null)
  return isUnknown && (action === 'pause' || action === 'resume') ? cannotPauseMessage : null
}

/** Servers let AI reports be paused without it. */
const reportScope = 'query:read'

/** Reports among others fail one by one, so that the others are changed (posthog-api.md#i4-create-and-change). */
function reportMessage(action: SubscriptionAction, applicable: readonly AnalyzedSubscription[], missing: string): string | null {
  const isReports = applicable.length > 0 && applicable.every(({ subscription }) => subscription.prompt !== null)
  return isReports && action !== 'pause' ? `The key lacks the scope ${missing}, which AI reports need.` : null
}

/** Unavailable actions stay visible, disabled, with the reason. */
export function ActionButtons({ connection, targets, onAction }: Props) {
  const missingScope = useLacksScope(connection, scope) ? `The key lacks the scope ${scope}.` : null
  const readOnly = useReadOnly(connection.id) ? readOnlyMessage : null
  const lacksReportScope = useLacksScope(connection, reportScope)
  const capabilities = useCapabilities(connection)
  const missingReportScope = lacksReportScope ? reportScope : capabilities.missingReportScope
  const queryClient = useQueryClient()
  const [isBusy, setBusy] = useState(false)

  async function press(action: SubscriptionAction, applicable: readonly AnalyzedSubscription[]) {
    const [target] = applicable
    if (isBusy) return
    if (!target || applicable.length > 1 || !isInstant(action)) {
      onAction(action, applicable)
      return
    }
    setBusy(true)
    await runInstantAction({ queryClient, connection, target }, action)
    setBusy(false)
  }

  const shownButtons = buttons
    .map((button) => {
      const applicable = applicableTargets(button.action, targets)
      const reason =
        readOnly ??
        missingScope ??
        (missingReportScope === undefined ? null : reportMessage(button.action, applicable, missingReportScope)) ??
        unsupportedMessage(button.action, targets) ??
        refusalMessage(button.action, capabilities)
      return { ...button, applicable, reason }
    })
    .filter(({ applicable, action, reason }) => applicable.length > 0 || (action === 'pause' && reason !== null))
  const reasons = [...new Set(shownButtons.flatMap(({ reason }) => reason ?? []))]
  return (
    <Row wrap>
      {shownButtons.map(({ action, label, place, Icon, applicable, reason }) => (
        <Button
          // For one subscription, Resume takes the place of Pause, and keeps its focus.
          key={targets.length === 1 ? place : action}
          variant="default"
          leftSection={<Icon size={14} aria-hidden />}
          disabled={reason !== null}
          aria-disabled={isBusy || undefined}
          data-disabled={isBusy || undefined}
          title={reason ?? undefined}
          onClick={() => void press(action, applicable)}
        >
          {label}
          {applicable.length < targets.length && targets.length > 1 ? ` (${applicable.length})` : ''}
        </Button>
      ))}
      {reasons.map((reason) => (
        <Text as="span" size="sm" tone="dimmed" breaks key={reason}>
          {reason}
        </Text>
      ))}
    </Row>
  )
}
