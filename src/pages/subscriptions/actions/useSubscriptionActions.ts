import { useEffect, useRef, useState } from 'react'
import type { Connection } from '#storage/connections.ts'
import type { ApiError } from '#api/http/errors.ts'
import {
  useSendTestDelivery,
  useSetSubscriptionDeleted,
  useSetSubscriptionEnabled,
} from '#api/subscriptions/subscriptionMutations.ts'
import { recordDeeds } from '#storage/activityLog.ts'
import type { DeedPhase } from '#features/actions/ActionProgress.tsx'
import { type Control, createControl } from '#lib/control.ts'
import type { Judged } from '../analyzeSubscription.ts'
import { deedWords, type SubscriptionDeed, subscriptions } from './actionMessages.ts'
import { type DeedEnd, type Doer, runSubscriptionDeeds, settledEnds, trailActions } from './runSubscriptionActions.ts'
import { noteRefusal } from './whatServerLacks.ts'

export type DeedRun = {
  deed: SubscriptionDeed
  targets: readonly Judged[]
  ends: ReadonlyMap<string, DeedEnd>
  phase: DeedPhase
  isCancelled: boolean
  /** Called with each as soon as it was done to it, also when tried again. */
  onDone: ((target: Judged) => void) | undefined
}

function useDoer(at: Connection): Doer {
  const { mutateAsync: setEnabled } = useSetSubscriptionEnabled(at)
  const { mutateAsync: setDeleted } = useSetSubscriptionDeleted(at)
  const { mutateAsync: sendTest } = useSendTestDelivery(at)
  return async (deed, id, manner) => {
    if (deed === 'pause' || deed === 'resume') return (await setEnabled({ id, enabled: deed === 'resume', manner })).isSupported
    if (deed === 'send test') await sendTest({ id, manner })
    else await setDeleted({ id, deleted: deed === 'end', manner })
    return true
  }
}

/** One run of deeds on subscriptions at a time: how it goes, and the buttons that steer it. Leaving the screen cancels it. */
export function useSubscriptionDeeds(at: Connection) {
  const act = useDoer(at)
  const control = useRef<Control<ApiError> | null>(null)
  const [run, setRun] = useState<DeedRun | null>(null)
  const change = (part: Partial<DeedRun>) => setRun((now) => now && { ...now, ...part })

  // Talks to the run: nothing goes on that nobody can see or stop.
  useEffect(() => () => control.current?.cancel(), [])

  async function work({ deed, targets, onDone }: Pick<DeedRun, 'deed' | 'targets' | 'onDone'>, settled: Map<string, DeedEnd>) {
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
    setRun({ deed, targets, ends: new Map(ends), phase: { kind: 'working' }, isCancelled: false, onDone })
    await runSubscriptionDeeds({
      control: own,
      label: `${deedWords[deed].working} ${subscriptions(left.length)}`,
      onPhase: (phase) => !own.state().paused && change({ phase }),
      deed,
      targets: left,
      act,
      onError: (error) => noteRefusal(at, error),
      onEnd(id, end) {
        ends.set(id, end)
        change({ ends: new Map(ends) })
        if (end.outcome === 'not supported') noteRefusal(at, deed)
        if (end.outcome === 'not attempted') return
        const outcome = end.outcome === 'done' ? 'done' : 'failed'
        const target = byId.get(id)
        if (target && end.outcome === 'done') onDone?.(target)
        const about = { kind: 'subscription', subject: id, subjectName: target?.name ?? null } as const
        void recordDeeds(at, [{ ...about, action: trailActions[deed], outcome, detail: end.why }])
      },
    })
    change({ phase: { kind: 'ended' } })
  }

  return {
    run,
    start: (deed: SubscriptionDeed, targets: readonly Judged[], onDone?: (target: Judged) => void) =>
      work({ deed, targets, onDone }, new Map()),
    /** Tries those again that failed or were not attempted. */
    retry: () => void (run && work(run, settledEnds(run.ends))),
    pause: () => control.current?.pause(null),
    resume: () => control.current?.resume(),
    cancel: () => control.current?.cancel(),
    dismiss: () => setRun(null),
  }
}
export type SubscriptionDeeds = ReturnType<typeof useSubscriptionDeeds>
