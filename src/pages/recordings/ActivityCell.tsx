import { useQuery } from '@tanstack/react-query'
import { accountQueries } from '#api/account/account.ts'
import type { Recording } from '#api/recordings/recordings.ts'
import { isKnownToLack } from '#features/connection/scopes.ts'
import { useConnection } from '#features/connection/useConnection.ts'
import { ActivityStrip } from '#features/signals/ActivityStrip.tsx'
import { LoadSignals } from '#features/signals/LoadSignals.tsx'
import type { ApiConnection } from '#storage/connections.ts'

export function ActivityCell({ id, seconds }: { id: string; seconds: number | null }) {
  return <ActivityStrip connection={useConnection()} id={id} seconds={seconds} />
}

type Props = { connection: ApiConnection; rows: readonly Recording[]; updatedAt: number }

/** Loads what the signal columns of a page show. */
export function PageSignals({ connection, ...list }: Props) {
  const { data } = useQuery({ ...accountQueries.key(connection), enabled: false })
  const lacksScope = data !== undefined && isKnownToLack(data.scopes, 'query:read')
  return <LoadSignals connection={connection} lacksScope={lacksScope} {...list} />
}
