import { useEffect, useRef } from 'react'

/** For a form that opens where the person is: its first field gets the focus. */
export function useFocusFirst() {
  const ref = useRef<HTMLElement>(null)
  useEffect(() => ref.current?.querySelector<HTMLElement>('input, textarea')?.focus(), [])
  return ref
}
