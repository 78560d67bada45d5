/** Keeps each task short enough that input stays responsive. */
const sliceMs = 12

/**
 * Calls `work` for each item in order, yielding to the browser every 12 ms. One item is never split, so it should take less than
 * that. Rejects with the reason of an aborted `signal` and with whatever `work` throws.
 */
export async function inSlices<T>(items: Iterable<T>, work: (item: T) => void, signal?: AbortSignal): Promise<void> {
  let until = performance.now() + sliceMs
  for (const item of items) {
    if (performance.now() >= until) {
      await new Promise((resolve) => {
        setTimeout(resolve)
      })
      until = performance.now() + sliceMs
    }
    signal?.throwIfAborted()
    work(item)
  }
}
