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
import { type Control, createControl } from '#lib/control.ts'
import type { AnalyzedSubscription } from '../analyzeSubscription.ts'
import { actionMessages, type SubscriptionAction, subscriptions } from './actionMessages.ts'
import {
  type ActionResult,
  type RunAction,
  runSubscriptionActions,
  settledEnds,
  activityActions,
} from './runSubscriptionActions.ts'
import { noteRefusal } from './whatServerLacks.ts'

export type ActionRun = {
  action: SubscriptionAction
  targets: readonly AnalyzedSubscription[]
  ends: ReadonlyMap<string, ActionResult>
  phase: ActionPhase
  isCancelled: boolean
  /** Called with each as soon as it was done to it, also when tried again. */
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

/** One run of deeds on subscriptions at a time: how it goes, and the buttons that steer it. Leaving the screen cancels it. */
export function useSubscriptionActions(connection: Connection) {
  const act = useRunAction(connection)
  const control = useRef<Control<ApiError> | null>(null)
  const [run, setRun] = useState<ActionRun | null>(null)
  const change = (part: Partial<ActionRun>) => setRun((now) => now && { ...now, ...part })

  // Talks to the run: nothing goes on that nobody can see or stop.
  useEffect(() => () => control.current?.cancel(), [])

  async function work(
    { action, targets, onDone }: Pick<ActionRun, 'action' | 'targets' | 'onDone'>,
    settled: Map<string, ActionResult>,
  ) {
    const ends = new Map(settled)
    const own = createControl<ApiError>(() => {
      const state = own.state()
      if (own.isCancelled()) change({ isCancelled: true })
      else if (state.paused) change({ phase: { kind: 'paused', why: state.why } })
      else change({ phase: { kind: 'working' } })
    })
    control.current = own
    const left = targets.filter(({ subscription: { id } }) => !settled.has(id))
    const byId = new Map(left.map((target) => [target.subscription.id, target]))
    setRun({ action, targets, ends: new Map(ends), phase: { kind: 'working' }, isCancelled: false, onDone })
    await runSubscriptionActions({
      control: own,
      label: `${actionMessages[action].working} ${subscriptions(left.length)}`,
      onPhase: (phase) => !own.state().paused && change({ phase }),
      action,
      targets: left,
      act,
      onError: (error) => noteRefusal(connection, error),
      onEnd(id, end) {
        ends.set(id, end)
        change({ ends: new Map(ends) })
        if (end.outcome === 'not supported') noteRefusal(connection, action)
        if (end.outcome === 'not attempted') return
        const outcome = end.outcome === 'done' ? 'done' : 'failed'
        const target = byId.get(id)
        if (target && end.outcome === 'done') onDone?.(target)
        const about = { kind: 'subscription', subject: id, subjectName: target?.name ?? null } as const
        void logActivity(connection, [{ ...about, action: activityActions[action], outcome, detail: end.why }])
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
    ) => work({ action, targets, onDone }, new Map()),
    /** Tries those again that failed or were not attempted. */
    retry: () => void (run && work(run, settledEnds(run.ends))),
    pause: () => control.current?.pause(null),
    resume: () => control.current?.resume(),
    cancel: () => control.current?.cancel(),
    dismiss: () => setRun(null),
  }
}
export type SubscriptionActions = ReturnType<typeof useSubscriptionActions>
