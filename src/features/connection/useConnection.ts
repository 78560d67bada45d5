import { useOutletContext } from 'react-router-dom'
import type { Connection } from '#storage/connections.ts'

/** The connection of the current project screen. Only below the project routes of the shell, which provide it. */
export function useConnection(): Connection {
  return useOutletContext<Connection>()
}
