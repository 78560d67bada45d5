/** What the wall takes out, in words of what it would have done. */
export const removedKinds = [
  /** Script elements. */
  'scripts',
  /** Event-handler attributes. */
  'handlers',
  /** Addresses that would run something, or ask something of this very server. */
  'urls',
  /** Pages inside the page. */
  'frames',
  /** Objects, embeds, applets. */
  'plugins',
  /** Where forms would be sent. */
  'forms',
  /** Links that make the browser fetch or look up ahead, and pings. */
  'prefetches',
  /** `<base>` and `<meta>` that would steer the page. */
  'redirects',
  /** SVG animations of addresses and handlers. */
  'animations',
  /** Drawing on a canvas, which can only be replayed by running it. */
  'canvas',
  /** Nodes and values that no page can have and that would break the rebuilding. */
  'invalid',
] as const
export type RemovedKind = (typeof removedKinds)[number]
export type RemovedCounts = Partial<Record<RemovedKind, number>>

/** Files elsewhere that the recorded page shows, by host ("cdn.example:8080"): how many different ones. */
export type ExternalFiles = Record<string, number>

/** Beyond this many different files only the counts go on, so that a hostile recording cannot fill the memory. */
const maxRememberedFiles = 20_000

/** Counts what is taken out and what lies elsewhere. */
export type RemovalCounter = {
  countRemoved: (kind: RemovedKind) => void
  countFile: (host: string, url: string) => void
  /** What was counted so far, as plain objects; the same ones until something changes. */
  counts: () => { removed: RemovedCounts; externalFiles: ExternalFiles }
}

export function createRemovalCounter(): RemovalCounter {
  const removed: RemovedCounts = {}
  const hosts = new Map<string, number>()
  const seenUrls = new Set<string>()
  let counts: ReturnType<RemovalCounter['counts']> | null = null
  return {
    countRemoved(kind) {
      removed[kind] = (removed[kind] ?? 0) + 1
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
