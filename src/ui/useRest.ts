import { useEffect, useEffectEvent, useState } from 'react'

/**
 * Calls `onRest` once the pointer or the focus has rested on an element for `ms` milliseconds, and again when `subject` has
 * changed while it still rests there. Nothing happens while `subject` is null. Returns the element's handlers.
 */
export function useRest<T>(subject: T | null, ms: number, onRest: (subject: T) => void) {
  const [isHovered, setHovered] = useState(false)
  const [isFocused, setFocused] = useState(false)
  const isResting = isHovered || isFocused
  const rest = useEffectEvent(onRest)
  useEffect(() => {
    if (!isResting || subject === null) return
    const timer = setTimeout(() => rest(subject), ms)
    return () => clearTimeout(timer)
  }, [isResting, subject, ms])
  return {
    onPointerEnter: () => setHovered(true),
    onPointerLeave: () => setHovered(false),
    onFocus: () => setFocused(true),
    onBlur: () => setFocused(false),
  }
}
