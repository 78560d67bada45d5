import { useEffect } from 'react'
import { dropEarlyRequest } from '#api/earlyRequest.ts'
import { afterFirstContent, announceFirstContent } from '#lib/firstContent.ts'
import { queryClient } from './queryClient.ts'
import { screenOpening } from './screens.ts'

/** A server that answers later than this leaves the browser idle, so that the rest may load meanwhile. In milliseconds. */
const longestWaitMs = 2000

function whenIdle(work: () => void) {
  if ('requestIdleCallback' in window) requestIdleCallback(work)
  else setTimeout(work, 100) // Safari
}

/**
 * Lets everything load that the first rows do not need: when no answer and no screen is waited for any more, or as soon as
 * somebody presses something.
 */
export function useFirstContent() {
  useEffect(() => {
    const over = new AbortController()
    const announce = () => {
      over.abort()
      whenIdle(announceFirstContent)
    }
    const check = () => queryClient.isFetching() === 0 && !screenOpening.get() && announce()
    const stops = [queryClient.getQueryCache().subscribe(check), screenOpening.subscribe(check)]
    const timer = setTimeout(announce, longestWaitMs)
    over.signal.addEventListener('abort', () => {
      clearTimeout(timer)
      for (const stop of stops) stop()
    })
    for (const press of ['pointerdown', 'keydown']) {
      window.addEventListener(press, announceFirstContent, { once: true, capture: true, signal: over.signal })
    }
    void afterFirstContent().then(dropEarlyRequest)
    check()
    return () => over.abort()
  }, [])
}
