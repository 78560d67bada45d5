import { useEffect } from 'react'
import { dropEarlyRequest } from '#api/http/earlyRequest.ts'
import { afterFirstContent, announceFirstContent } from '#lib/firstContent.ts'
import { queryClient } from './queryClient.ts'
import { screenOpening } from './screens.ts'

/** A server that answers later than this leaves the browser idle, so that the rest may load meanwhile. In milliseconds. */
const maxWaitMs = 2000

/** A screen that has not asked for its first answer by then asks for something else. In milliseconds. */
const earlyRequestLifetimeMs = 10_000

function whenIdle(work: () => void) {
  if ('requestIdleCallback' in window) requestIdleCallback(work)
  else setTimeout(work, 100) // Safari
}

/** What React renders for an answer is painted by the second frame. */
function afterPaint(work: () => void) {
  requestAnimationFrame(() => requestAnimationFrame(() => whenIdle(work)))
}

/**
 * Lets everything load that the first rows do not need: when no answer and no screen is waited for any more, or as soon as
 * somebody presses something.
 */
export function useFirstContent() {
  useEffect(() => {
    const controller = new AbortController()
    const isIdle = () => queryClient.isFetching() === 0 && !screenOpening.get()
    const check = () => {
      if (isIdle()) afterPaint(() => isIdle() && announceFirstContent())
    }
    const stops = [queryClient.getQueryCache().subscribe(check), screenOpening.subscribe(check)]
    const timer = setTimeout(() => whenIdle(announceFirstContent), maxWaitMs)
    controller.signal.addEventListener('abort', () => {
      clearTimeout(timer)
      for (const stop of stops) stop()
    })
    for (const press of ['pointerdown', 'keydown']) {
      window.addEventListener(press, announceFirstContent, { once: true, capture: true, signal: controller.signal })
    }
    void afterFirstContent().then(() => {
      setTimeout(dropEarlyRequest, earlyRequestLifetimeMs)
      return controller.abort()
    })
    check()
    return () => controller.abort()
  }, [])
}
