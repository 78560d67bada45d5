import { useEffect, useRef, useState } from 'react'
import type { Connection } from '#api/connection.ts'
import type { ApiError } from '#api/errors.ts'
import { useSendTestDelivery, useSetSubscriptionDeleted, useSetSubscriptionEnabled } from '#api/subscriptionChanges.ts'
import { recordDeeds } from '#api/trail.ts'
import type { DeedPhase } from '#features/deeds/DeedProgress.tsx'
import { type Control, createControl } from '#lib/control.ts'
import type { Judged } from '../judged.ts'
import { deedWords, type SubscriptionDeed, subscriptions } from './deedWords.ts'
import { type DeedEnd, type Doer, runSubscriptionDeeds, trailActions } from './runSubscriptionDeeds.ts'
import { noteRefusal } from './whatServerLacks.ts'

export type DeedRun = {
  deed: SubscriptionDeed
  targets: readonly Judged[]
  ends: ReadonlyMap<string, DeedEnd>
  phase: DeedPhase
  isCancelled: boolean
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

  async function start(deed: SubscriptionDeed, targets: readonly Judged[], earlier: ReadonlyMap<string, DeedEnd> = new Map()) {
    const ends = new Map(earlier)
    const own = createControl<ApiError>(() => {
      const state = own.state()
      if (own.isCancelled()) change({ isCancelled: true })
      else if (state.paused) change({ phase: { kind: 'paused', why: state.why } })
      else change({ phase: { kind: 'working' } })
    })
    control.current = own
    const names = new Map(targets.map(({ subscription, name }) => [subscription.id, name]))
    setRun({ deed, targets, ends: new Map(ends), phase: { kind: 'working' }, isCancelled: false })
    await runSubscriptionDeeds({
      control: own,
      label: `${deedWords[deed].working} ${subscriptions(targets.length)}`,
      onPhase: (phase) => !own.state().paused && change({ phase }),
      deed,
      targets: targets.filter(({ subscription: { id } }) => ends.get(id)?.outcome !== 'done'),
      act,
      onError: (error) => noteRefusal(at, error),
      onEnd(id, end) {
        ends.set(id, end)
        change({ ends: new Map(ends) })
        if (end.outcome === 'not supported') noteRefusal(at, deed)
        if (end.outcome === 'not attempted') return
        const outcome = end.outcome === 'done' ? 'done' : 'failed'
        const about = { kind: 'subscription', subject: id, subjectName: names.get(id) ?? null } as const
        void recordDeeds(at, [{ ...about, action: trailActions[deed], outcome, detail: end.why }])
      },
    })
    change({ phase: { kind: 'ended' } })
    return ends
  }

  return {
    run,
    start,
    /** Tries those again that failed or were not attempted. */
    retry: () => (run ? start(run.deed, run.targets, run.ends) : Promise.resolve(null)),
    pause: () => control.current?.pause(null),
    resume: () => control.current?.resume(),
    cancel: () => control.current?.cancel(),
    dismiss: () => setRun(null),
  }
}
export type SubscriptionDeeds = ReturnType<typeof useSubscriptionDeeds>
