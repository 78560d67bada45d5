import { useEffect, useEffectEvent, useState } from 'react'

/**
 * Calls `onIntent` once the pointer or the focus has rested on an element for `ms` milliseconds, and again when `subject`
 * changes meanwhile. Does nothing while `subject` is null. Returns the element's handlers.
 */
export function useHoverIntent<T>(subject: T | null, ms: number, onIntent: (subject: T) => void) {
  const [isHovered, setHovered] = useState(false)
  const [isFocused, setFocused] = useState(false)
  const isActive = isHovered || isFocused
  const callback = useEffectEvent(onIntent)
  useEffect(() => {
    if (!isActive || subject === null) return
    const timer = setTimeout(() => callback(subject), ms)
    return () => clearTimeout(timer)
  }, [isActive, subject, ms])
  return {
    onPointerEnter: () => setHovered(true),
    onPointerLeave: () => setHovered(false),
    onFocus: () => setFocused(true),
    onBlur: () => setFocused(false),
  }
}
