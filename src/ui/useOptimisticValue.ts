import { useState } from 'react'

/**
 * What a control shows of a value that follows a moment later, as the address does: the wish until the value changes, then the
 * value. Without it a checkbox would fall back for as long as the screen takes to draw.
 */
export function useOptimisticValue<T>(value: T): [T, (pending: T) => void] {
  const [{ seen, pending }, set] = useState({ seen: value, pending: value })
  if (seen !== value) set({ seen: value, pending: value })
  return [seen === value ? pending : value, (next) => set({ seen: value, pending: next })]
}
