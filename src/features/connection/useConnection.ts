import { useOutletContext } from 'react-router-dom'
import type { Connection } from '#storage/connections.ts'

/** The connection and project that the current screen asks. Only below the shell's project routes, which provide it. */
export function useConnection(): Connection {
  return useOutletContext<Connection>()
}
