import type { ReplayLoad } from '../replayLoad.ts'
import { isFullyLoaded } from './isFullyLoaded.ts'

/** Rejects if a part can't be loaded, or with the signal's reason. */
export async function loadWholeRecording(load: ReplayLoad, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted()
  load.loadAll()
  return new Promise((resolve, reject) => {
    function check() {
      const { end } = load.get()
      const hasFailed = end?.kind === 'failed' || end?.kind === 'unavailable'
      if (isFullyLoaded(load.get())) resolve()
      else if (hasFailed) reject(new Error('Not all of the recording could be loaded.'))
      else return
      unsubscribe()
    }
    const unsubscribe = load.subscribe(check)
    signal.addEventListener(
      'abort',
      () => {
        unsubscribe()
        reject(signal.reason)
      },
      { once: true },
    )
    check()
  })
}
