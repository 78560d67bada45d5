import { useEffect } from 'react'
import { dropEarlyRequest } from '#api/http/earlyRequest.ts'
import { afterFirstContent, announceFirstContent } from '#lib/firstContent.ts'
import { queryClient } from './queryClient.ts'
import { screenOpening } from './screens.ts'

/** While a server takes longer than this, the browser is idle and can load the rest. In milliseconds. */
const maxWaitMs = 2000

/** An early request that no screen has adopted by then is dropped. In milliseconds. */
const earlyRequestLifetimeMs = 10_000

function whenIdle(work: () => void) {
  if ('requestIdleCallback' in window) requestIdleCallback(work)
  else setTimeout(work, 100) // Safari
}

/** React's render of a response is painted by the second frame. */
function afterPaint(work: () => void) {
  requestAnimationFrame(() => requestAnimationFrame(() => whenIdle(work)))
}

/** Lets the code load that the first rows don't need: once no query and no screen is loading, or on the first press. */
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
