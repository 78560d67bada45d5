import { useState } from 'react'

/**
 * The pending value until `value` changes, then `value`. For a value that changes a moment later, such as one in the URL:
 * without it a checkbox would flip back until the screen renders.
 */
export function useOptimisticValue<T>(value: T): [T, (pending: T) => void] {
  const [{ seen, pending }, set] = useState({ seen: value, pending: value })
  if (seen !== value) set({ seen: value, pending: value })
  return [seen === value ? pending : value, (next) => set({ seen: value, pending: next })]
}
