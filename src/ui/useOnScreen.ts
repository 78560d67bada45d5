import { useCallback, useState } from 'react'

const callbacks = new WeakMap<Element, (isOnScreen: boolean) => void>()
let observer: IntersectionObserver | undefined

/** Outside of `observe`, where a closure would hold its first element, and the page around it, forever. */
function report(entries: IntersectionObserverEntry[]) {
  for (const { target, isIntersecting } of entries) callbacks.get(target)?.(isIntersecting)
}

/** One shared observer, because a table has hundreds of cells. */
function observe(element: Element, callback: (isOnScreen: boolean) => void): () => void {
  observer ??= new IntersectionObserver(report)
  callbacks.set(element, callback)
  observer.observe(element)
  return () => {
    callbacks.delete(element)
    observer?.unobserve(element)
  }
}

/** Whether an element is visible and not scrolled away in the page or any box; false before that is known. */
export function useOnScreen(): [ref: (element: Element | null) => (() => void) | undefined, isOnScreen: boolean] {
  const [isOnScreen, setIsOnScreen] = useState(false)
  const ref = useCallback((element: Element | null) => (element ? observe(element, setIsOnScreen) : undefined), [])
  return [ref, isOnScreen]
}
