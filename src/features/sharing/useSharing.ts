import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Connection } from '#storage/connections.ts'
import { linkNotesQuery } from './linkHistory.ts'
import type { Sharing } from '#api/sharing/sharing.ts'
import {
  type SharedSubject,
  useCheckLink,
  useCutOldLinks,
  useRenewLink,
  useRevokeLink,
  useSetSharing,
} from './sharingMutations.ts'

export type LastAction = 'switched' | 'revoked' | 'rotated' | 'cut' | null

/** State of and actions on the public link of one recording. */
export function useSharing(connection: Connection, subject: SharedSubject, sharing: Sharing) {
  const [last, setLast] = useState<LastAction>(null)
  const [pendingValue, setPendingValue] = useState<boolean | null>(null)
  const switching = useSetSharing(connection, subject)
  const revoking = useRevokeLink(connection, subject)
  const rotating = useRenewLink(connection, subject)
  const cutting = useCutOldLinks(connection, subject)
  const checking = useCheckLink(connection, subject.id)
  const { former } = useQuery(linkNotesQuery(connection, subject.id)).data
  const isBusy = switching.isPending || revoking.isPending || rotating.isPending || cutting.isPending

  return {
    /** The pending value while a change travels, then the server’s. */
    isOn: pendingValue ?? (revoking.isPending ? false : sharing.enabled),
    isBusy,
    last,
    switching,
    revoking,
    rotating,
    cutting,
    setOn(enabled: boolean) {
      setLast('switched')
      setPendingValue(enabled)
      switching.mutate(enabled, { onSettled: () => setPendingValue(null) })
    },
    revoke() {
      setLast('revoked')
      revoking.mutate(undefined, {
        onSuccess: ({ before, outcome }) => {
          if (outcome !== 'revoked' || !sharing.enabled) return
          const replaced = former.flatMap(({ token, until }) => (until > Date.now() ? [token] : []))
          for (const token of [...(before === null ? [] : [before]), ...replaced]) checking.mutate(token)
        },
      })
    },
    rotate() {
      setLast('rotated')
      rotating.mutate()
    },
    cut(token: string) {
      setLast('cut')
      cutting.mutate(undefined, { onSuccess: () => checking.mutate(token) })
    },
  }
}
export type SharingController = ReturnType<typeof useSharing>
