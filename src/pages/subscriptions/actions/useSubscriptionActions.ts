import { useEffect, useRef, useState } from 'react'
import type { Connection } from '#storage/connections.ts'
import type { ApiError } from '#api/http/errors.ts'
import {
  useSendTestDelivery,
  useSetSubscriptionDeleted,
  useSetSubscriptionEnabled,
} from '#api/subscriptions/subscriptionMutations.ts'
import { logActivity } from '#storage/activityLog.ts'
import type { ActionPhase } from '#features/actions/ActionProgress.tsx'
import { counted } from '#lib/format.ts'
import { type Control, createControl } from '#lib/control.ts'
import type { AnalyzedSubscription } from '../analyzeSubscription.ts'
import { actionMessages, type SubscriptionAction } from './actionMessages.ts'
import {
  type ActionResult,
  type RunAction,
  runSubscriptionActions,
  settledResults,
  activityActions,
} from './runSubscriptionActions.ts'
import { recordRefusal } from './actionAvailability.ts'

export type ActionRun = {
  action: SubscriptionAction
  targets: readonly AnalyzedSubscription[]
  results: ReadonlyMap<string, ActionResult>
  phase: ActionPhase
  isCancelled: boolean
  /** Called for each success, also in retries. */
  onDone: ((target: AnalyzedSubscription) => void) | undefined
}

function useRunAction(connection: Connection): RunAction {
  const { mutateAsync: setEnabled } = useSetSubscriptionEnabled(connection)
  const { mutateAsync: setDeleted } = useSetSubscriptionDeleted(connection)
  const { mutateAsync: sendTest } = useSendTestDelivery(connection)
  return async (action, id, sendOptions) => {
    if (action === 'pause' || action === 'resume')
      return (await setEnabled({ id, enabled: action === 'resume', sendOptions })).isSupported
    if (action === 'send test') await sendTest({ id, sendOptions })
    else await setDeleted({ id, deleted: action === 'end', sendOptions })
    return true
  }
}

/** Runs one action on many subscriptions at a time. Leaving the page cancels it. */
export function useSubscriptionActions(connection: Connection) {
  const runAction = useRunAction(connection)
  const control = useRef<Control<ApiError> | null>(null)
  const [run, setRun] = useState<ActionRun | null>(null)
  const change = (part: Partial<ActionRun>) => setRun((now) => now && { ...now, ...part })

  // Nothing may keep running that nobody can see or stop.
  useEffect(() => () => control.current?.cancel(), [])

  async function execute(
    { action, targets, onDone }: Pick<ActionRun, 'action' | 'targets' | 'onDone'>,
    settled: Map<string, ActionResult>,
  ) {
    const results = new Map(settled)
    const controller = createControl<ApiError>(() => {
      const state = controller.state()
      if (controller.isCancelled()) change({ isCancelled: true })
      else if (state.paused) change({ phase: { kind: 'paused', why: state.why } })
      else change({ phase: { kind: 'working' } })
    })
    control.current = controller
    const remaining = targets.filter(({ subscription: { id } }) => !settled.has(id))
    const byId = new Map(remaining.map((target) => [target.subscription.id, target]))
    setRun({ action, targets, results: new Map(results), phase: { kind: 'working' }, isCancelled: false, onDone })
    await runSubscriptionActions({
      control: controller,
      label: `${actionMessages[action].working} ${counted(remaining.length, 'subscription')}`,
      onPhase: (phase) => !controller.state().paused && change({ phase }),
      action,
      targets: remaining,
      runAction,
      onError: (error) => recordRefusal(connection, error),
      onResult(id, result) {
        results.set(id, result)
        change({ results: new Map(results) })
        if (result.outcome === 'not supported') recordRefusal(connection, action)
        if (result.outcome === 'not attempted') return
        const outcome = result.outcome === 'done' ? 'done' : 'failed'
        const target = byId.get(id)
        if (target && result.outcome === 'done') onDone?.(target)
        const entry = { kind: 'subscription', subject: id, subjectName: target?.name ?? null } as const
        void logActivity(connection, [{ ...entry, action: activityActions[action], outcome, detail: result.why }])
      },
    })
    change({ phase: { kind: 'ended' } })
  }

  return {
    run,
    start: (
      action: SubscriptionAction,
      targets: readonly AnalyzedSubscription[],
      onDone?: (target: AnalyzedSubscription) => void,
    ) => execute({ action, targets, onDone }, new Map()),
    /** Retries failed and not attempted ones. */
    retry: () => void (run && execute(run, settledResults(run.results))),
    pause: () => control.current?.pause(null),
    resume: () => control.current?.resume(),
    cancel: () => control.current?.cancel(),
    dismiss: () => setRun(null),
  }
}
export type SubscriptionActions = ReturnType<typeof useSubscriptionActions>
