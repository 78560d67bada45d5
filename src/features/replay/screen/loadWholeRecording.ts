import type { ReplayLoad } from '../replayLoad.ts'
import { isCutShort } from '../replayEnd.ts'
import { isFullyLoaded } from './isFullyLoaded.ts'

/** Rejects if a part can't be loaded, or with the signal's reason. */
export async function loadWholeRecording(load: ReplayLoad, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted()
  load.loadAll()
  return new Promise((resolve, reject) => {
    function check() {
      if (isFullyLoaded(load.get())) resolve()
      else if (isCutShort(load.get().end)) reject(new Error('Not all of the recording could be loaded.'))
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
