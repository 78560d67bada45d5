import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { learnCapabilities } from '#api/capabilities.ts'
import { type ApiConnection, rememberSqlRefusal } from '#storage/connections.ts'
import { type SignalRow, signalsQuery } from './loadSignals.ts'

type Props = { connection: ApiConnection; rows: readonly SignalRow[]; updatedAt: number; lacksScope: boolean }

/** Loads the signals of these rows and shows nothing itself: the cells do. */
export function LoadSignals({ connection, rows, updatedAt, lacksScope }: Props) {
  useEffect(() => {
    if (!lacksScope) return
    learnCapabilities(connection, { refusesSql: 'The key lacks query:read.' })
    rememberSqlRefusal(connection.id, true)
  }, [connection, lacksScope])
  useQuery(signalsQuery(connection, rows, updatedAt))
  return null
}
