/** So long at once, in milliseconds: whoever presses a key in between is answered before they notice. */
const sliceMs = 12

/**
 * Does something with each item, in order, in slices of some milliseconds with room between them for whatever waits: the page
 * stays at hand. One item is never cut, so `work`, and the making of
 * an item, should take less than a slice. Rejects with the reason of a stopped `signal`,
 * and with whatever `work` throws.
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
