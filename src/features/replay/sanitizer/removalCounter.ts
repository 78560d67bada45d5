/** What the wall takes out, in words of what it would have done. */
export const strippedKinds = [
  /** Script elements. */
  'scripts',
  /** Event-handler attributes. */
  'handlers',
  /** Addresses that would run something, or ask something of this very server. */
  'addresses',
  /** Pages inside the page. */
  'frames',
  /** Objects, embeds, applets. */
  'plugins',
  /** Where forms would be sent. */
  'forms',
  /** Links that make the browser fetch or look up ahead, and pings. */
  'prefetches',
  /** `<base>` and `<meta>` that would steer the page. */
  'steering',
  /** SVG animations of addresses and handlers. */
  'animations',
  /** Drawing on a canvas, which can only be replayed by running it. */
  'canvas',
  /** Nodes and values that no page can have and that would break the rebuilding. */
  'impossible',
] as const
export type StrippedKind = (typeof strippedKinds)[number]
export type Stripped = Partial<Record<StrippedKind, number>>

/** Files elsewhere that the recorded page shows, by host ("cdn.example:8080"): how many different ones. */
export type ExternalFiles = Record<string, number>

/** Beyond this many different files only the counts go on, so that a hostile recording cannot fill the memory. */
const mostRemembered = 20_000

/** Counts what is taken out and what lies elsewhere. */
export type Removals = {
  stripped: (kind: StrippedKind) => void
  file: (host: string, address: string) => void
  /** What was counted so far, as plain objects; the same ones until something changes. */
  view: () => { stripped: Stripped; externalFiles: ExternalFiles }
}

export function createRemovalCounter(): Removals {
  const stripped: Stripped = {}
  const hosts = new Map<string, number>()
  const seen = new Set<string>()
  let view: ReturnType<Removals['view']> | null = null
  return {
    stripped(kind) {
      stripped[kind] = (stripped[kind] ?? 0) + 1
      view = null
    },
    file(host, address) {
      if (seen.has(address)) return
      if (seen.size < mostRemembered) seen.add(address)
      hosts.set(host, (hosts.get(host) ?? 0) + 1)
      view = null
    },
    view: () => (view ??= { stripped: { ...stripped }, externalFiles: Object.fromEntries(hosts) }),
  }
}
