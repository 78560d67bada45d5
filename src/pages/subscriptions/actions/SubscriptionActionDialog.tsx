import { useState } from 'react'
import type { Connection } from '#storage/connections.ts'
import type { Judged } from '../analyzeSubscription.ts'
import { DeedDialog } from './ActionDialog.tsx'
import type { SubscriptionDeed } from './actionMessages.ts'
import { thaw } from './reminders.ts'
import { useSubscriptionDeeds } from './useSubscriptionActions.ts'

/** What is to be done, to whom, and which freeze it ends; null where nothing is. */
export type Wish = { deed: SubscriptionDeed; targets: readonly Judged[]; freezeId?: string }

/** The dialog in which deeds are asked about and done. Mount it with a wish. */
export function SubscriptionDeedDesk({ at, wish, onClose }: { at: Connection; wish: Wish; onClose: (isDone: boolean) => void }) {
  const deeds = useSubscriptionDeeds(at)
  const [kept] = useState(wish) // what is done changes the rows, and must not change what was asked
  return (
    <DeedDialog
      at={at}
      deeds={deeds}
      deed={kept.deed}
      targets={kept.targets}
      onClose={(isDone) => {
        const done = [...(deeds.run?.ends ?? [])].flatMap(([id, { outcome }]) => (outcome === 'done' ? [id] : []))
        if (kept.freezeId !== undefined) thaw(kept.freezeId, new Set(done))
        onClose(isDone)
      }}
    />
  )
}
