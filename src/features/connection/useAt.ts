import { useOutletContext } from 'react-router-dom'
import type { Connection } from '#api/connection.ts'

/** The connection and project that the current screen asks. Only below the shell's project routes, which provide it. */
export function useAt(): Connection {
  return useOutletContext<Connection>()
}
