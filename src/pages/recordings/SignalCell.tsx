import { useConnection } from '#features/connection/useConnection.ts'
import { SignalValue } from '#features/signals/SignalValue.tsx'

export function SignalCell(cell: { id: string; column: string }) {
  return <SignalValue connection={useConnection()} {...cell} />
}
