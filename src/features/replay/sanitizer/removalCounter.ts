/** What the sanitizer removes, by the harm it could do. */
export const removedKinds = [
  'scripts',
  'handlers',
  /** URLs that would run something or request this server. */
  'urls',
  'frames',
  /** Objects, embeds, applets. */
  'plugins',
  'forms',
  /** Links that load or resolve ahead, and pings. */
  'prefetches',
  /** `<base>` and `<meta http-equiv="refresh">`. */
  'redirects',
  /** SVG animations of URLs and event handlers. */
  'animations',
  /** Canvas drawing can only be replayed by running it. */
  'canvas',
  /** Nodes and values that would break rebuilding the page. */
  'invalid',
  /** What would hold the tab, see limits.ts. */
  'excess',
] as const
export type RemovedKind = (typeof removedKinds)[number]
export type RemovedCounts = Partial<Record<RemovedKind, number>>

/** How many different files on each other host ("cdn.example:8080") the page uses. */
export type ExternalFiles = Record<string, number>

/** Above this, files are counted without removing duplicates, so that a hostile recording can't fill the memory. */
const maxRememberedFiles = 20_000

export type RemovalCounter = {
  countRemoved: (kind: RemovedKind, count?: number) => void
  countFile: (host: string, url: string) => void
  /** The same object until something changes. */
  counts: () => { removed: RemovedCounts; externalFiles: ExternalFiles }
}

export function createRemovalCounter(): RemovalCounter {
  const removed: RemovedCounts = {}
  const hosts = new Map<string, number>()
  const seenUrls = new Set<string>()
  let counts: ReturnType<RemovalCounter['counts']> | null = null
  return {
    countRemoved(kind, count = 1) {
      if (count === 0) return
      removed[kind] = (removed[kind] ?? 0) + count
      counts = null
    },
    countFile(host, url) {
      if (seenUrls.has(url)) return
      if (seenUrls.size < maxRememberedFiles) seenUrls.add(url)
      hosts.set(host, (hosts.get(host) ?? 0) + 1)
      counts = null
    },
    counts: () => (counts ??= { removed: { ...removed }, externalFiles: Object.fromEntries(hosts) }),
  }
}
