import { useState } from 'react'

/**
 * What a control shows of a value that follows a moment later, as the address does: the wish until the value changes, then the
 * value. Without it a checkbox would fall back for as long as the screen takes to draw.
 */
export function useOptimisticValue<T>(value: T): [T, (wish: T) => void] {
  const [{ seen, wish }, set] = useState({ seen: value, wish: value })
  if (seen !== value) set({ seen: value, wish: value })
  return [seen === value ? wish : value, (next) => set({ seen: value, wish: next })]
}
