import type { ReplayLoad } from '../replayLoad.ts'
import { isAllThere } from './isAllThere.ts'

/** Loads the rest of a recording. Rejects where some of it cannot be had, and with the signal's reason once it is aborted. */
export async function allOf(load: ReplayLoad, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted()
  load.wantAll()
  return new Promise((resolve, reject) => {
    function look() {
      const { end } = load.get()
      const hasFailed = end?.kind === 'failed' || end?.kind === 'unavailable'
      if (isAllThere(load.get())) resolve()
      else if (hasFailed) reject(new Error('Not all of the recording could be loaded.'))
      else return
      stop()
    }
    const stop = load.subscribe(look)
    signal.addEventListener(
      'abort',
      () => {
        stop()
        reject(signal.reason)
      },
      { once: true },
    )
    look()
  })
}
