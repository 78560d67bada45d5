import type { RequestCount } from '#api/requestWorker/requestCounts.ts'

function sizeOfEarly(name: string): number {
  return performance.getEntriesByName(`early ${name}`, 'mark').reduce((total, entry) => {
    const size: unknown = entry instanceof PerformanceMark ? entry.detail : null
    return total + (typeof size === 'number' ? size : 0)
  }, 0)
}

/**
 * What the page itself requested, by a performance entry; null for what is no request. Browsers don't tell the size of another
 * origin's answer; the start script, which alone sends one there, with the key, leaves it in a mark.
 */
function countOf(entry: PerformanceEntry): RequestCount | null {
  const isRequest = entry instanceof PerformanceResourceTiming && /^https?:/.test(entry.name)
  if (!isRequest) return null
  const { origin } = new URL(entry.name)
  const hasKey = performance.getEntriesByName(`early ${entry.name}`, 'mark').length > 0
  return { origin, requests: 1, withKey: hasKey ? 1 : 0, bytes: hasKey ? sizeOfEarly(entry.name) : entry.decodedBodySize }
}

/** One count for each origin, the page's own first. */
export function sumCounts(all: readonly RequestCount[], ownOrigin: string): RequestCount[] {
  const counts = new Map<string, RequestCount>()
  for (const one of all) {
    const before = counts.get(one.origin)
    counts.set(one.origin, {
      origin: one.origin,
      requests: one.requests + (before?.requests ?? 0),
      withKey: one.withKey + (before?.withKey ?? 0),
      bytes: one.bytes + (before?.bytes ?? 0),
    })
  }
  return [...counts.values()].toSorted((one, two) => Number(two.origin === ownOrigin) - Number(one.origin === ownOrigin))
}

/** Calls back with what the page itself requested since it was opened, now and after each request. Returns a function that ends it. */
export function watchPage(onCounts: (counts: RequestCount[]) => void): () => void {
  let entries: PerformanceEntry[] = performance.getEntriesByType('navigation')
  const observer = new PerformanceObserver((list) => {
    entries = [...entries, ...list.getEntries()]
    onCounts(
      sumCounts(
        entries.flatMap((entry) => countOf(entry) ?? []),
        location.origin,
      ),
    )
  })
  observer.observe({ type: 'resource', buffered: true })
  return () => observer.disconnect()
}
