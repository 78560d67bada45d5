import { useState } from 'react'
import type { Connection } from '#api/connection.ts'
import type { Sharing } from '#api/sharing.ts'
import {
  type SharedSubject,
  useCheckLink,
  useCutOldLinks,
  useRenewLink,
  useRevokeLink,
  useSetSharing,
} from '#api/sharingDeeds.ts'

/** What was done last, which is what the panel speaks of. */
export type LastDeed = 'switched' | 'revoked' | 'renewed' | 'cut' | null

/** The link of one recording: whether it is wished on, what can be done with it, and what was done last. */
export function useSharing(at: Connection, subject: SharedSubject, sharing: Sharing) {
  const [last, setLast] = useState<LastDeed>(null)
  const switching = useSetSharing(at, subject)
  const revoking = useRevokeLink(at, subject)
  const renewing = useRenewLink(at, subject)
  const cutting = useCutOldLinks(at, subject)
  const checking = useCheckLink(at, subject.id)
  const isBusy = switching.isPending || revoking.isPending || renewing.isPending || cutting.isPending
  const wish = switching.isPending ? switching.variables : revoking.isPending ? false : sharing.enabled

  return {
    /** What the switch shows: the wish while it travels, then what the server made of it. */
    isOn: wish,
    isBusy,
    last,
    switching,
    revoking,
    renewing,
    cutting,
    setOn(enabled: boolean) {
      setLast('switched')
      switching.mutate(enabled)
    },
    revoke() {
      setLast('revoked')
      revoking.mutate(undefined, {
        onSuccess: ({ before, end }) => {
          if (before !== null && end === 'good' && sharing.enabled) checking.mutate(before)
        },
      })
    },
    renew() {
      setLast('renewed')
      renewing.mutate()
    },
    cut(token: string) {
      setLast('cut')
      cutting.mutate(undefined, { onSuccess: () => checking.mutate(token) })
    },
  }
}
export type SharingDesk = ReturnType<typeof useSharing>
