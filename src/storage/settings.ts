import * as v from 'valibot'
import { type Repaired, type Stored, stored } from '#lib/stored.ts'
import { readAs } from '#lib/readAs.ts'

const schemes = ['auto', 'light', 'dark'] as const

/** Which limits a key has, as a person may say it: by itself, none, or those of a plan (posthog-api.md#e3-rate-limits). */
export const planChoices = ['auto', 'none', 'free', 'paid', 'enterprise'] as const
export type PlanChoice = (typeof planChoices)[number]

const StoredConnectionSchema = v.object({
  id: v.pipe(v.string(), v.minLength(1)),
  name: v.string(),
  host: v.pipe(v.string(), v.check(isOrigin)),
  projectId: v.pipe(v.string(), v.minLength(1)),
  projectName: v.fallback(v.nullable(v.string()), null),
  /** IANA name of the project's time zone; null where the server did not say. */
  zone: v.fallback(v.nullable(v.string()), null),
  /** Who the key belongs to, for people; null where the server did not say. */
  owner: v.fallback(v.nullable(v.string()), null),
  /** Where the key is kept: with this connection, or in this tab's session storage only. */
  keyKept: v.fallback(v.picklist(['device', 'tab']), 'tab'),
  key: v.fallback(v.string(), ''),
  root: v.optional(v.fallback(v.picklist(['projects', 'environments']), 'projects')),
  plan: v.optional(v.fallback(v.picklist(planChoices), 'auto')),
})

/** A connection as it stands in local storage. `key` is empty where the key is kept in a tab. */
export type StoredConnection = v.InferOutput<typeof StoredConnectionSchema>

export type ColorScheme = (typeof schemes)[number]

/** How the recordings table looks on this device. No columns means the standard ones. */
const TableSettings = v.object({ columns: v.fallback(v.array(v.string()), []), compact: v.fallback(v.boolean(), false) })
export type TableSettings = v.InferOutput<typeof TableSettings>

/** A named view of the recordings table: its address's parameters, columns among them. */
export const SavedView = v.object({
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(80)),
  search: v.pipe(v.string(), v.maxLength(30_000)),
})
export type SavedView = v.InferOutput<typeof SavedView>

const Preferences = v.object({
  colorScheme: v.fallback(v.picklist(schemes), 'auto'),
  recordingsTable: v.fallback(TableSettings, { columns: [], compact: false }),
  views: v.pipe(
    v.fallback(v.array(v.unknown()), []),
    v.transform((views) => views.flatMap((view) => readAs(SavedView, view) ?? [])),
  ),
  /** Domains that count as one's own organization's, in lower case; see `readDomains`. */
  ownDomains: v.fallback(v.array(v.string()), []),
  /** Whether keys alone do something (WCAG 2.1.4 wants a way to switch that off). */
  shortcuts: v.fallback(v.boolean(), true),
  /** Whether the next page of a table is loaded when somebody is about to go there. */
  loadsAhead: v.fallback(v.boolean(), true),
})

export type Settings = v.InferOutput<typeof Preferences> & {
  version: 1
  connections: StoredConnection[]
  activeId: string | null
}

const emptySettings: Settings = { version: 1, connections: [], activeId: null, ...v.parse(Preferences, {}) }

function isOrigin(text: string): boolean {
  try {
    return new URL(text).origin === text
  } catch {
    return false
  }
}

const Envelope = v.object({
  version: v.literal(1),
  connections: v.fallback(v.array(v.unknown()), []),
  activeId: v.fallback(v.nullable(v.string()), null),
})

/** Makes sense of kept settings, whatever they are: what can be read is kept, a damaged connection costs that connection. */
export function repairSettings(kept: unknown): Repaired<Settings> {
  const envelope = v.safeParse(Envelope, kept)
  if (!envelope.success) {
    return { value: emptySettings, problem: 'The settings kept in this browser could not be read and had to be dropped.' }
  }
  const read = envelope.output.connections.map((one) => v.safeParse(StoredConnectionSchema, one))
  const connections = read.flatMap((one) => (one.success ? [one.output] : []))
  const dropped = read.length - connections.length
  const activeId = connections.some(({ id }) => id === envelope.output.activeId)
    ? envelope.output.activeId
    : (connections[0]?.id ?? null)
  return {
    value: { ...envelope.output, ...v.parse(Preferences, kept), connections, activeId },
    problem: dropped === 0 ? null : `${dropped} of your connections could not be read and had to be dropped.`,
  }
}

/** Settings of this device, in local storage, shared by all tabs. The only thing that writes there. */
export const settings: Stored<Settings> = stored({
  name: 'replay-desk',
  area: () => localStorage,
  empty: emptySettings,
  repair: repairSettings,
})

const TabKeys = v.record(v.string(), v.string())

/** Keys kept "only this tab", by connection id, in session storage. */
export const tabKeys: Stored<Record<string, string>> = stored({
  name: 'replay-desk-keys',
  area: () => sessionStorage,
  empty: {},
  repair: (kept) => {
    const read = v.safeParse(TabKeys, kept)
    return read.success
      ? { value: read.output, problem: null }
      : { value: {}, problem: 'The key kept in this tab was damaged and had to be dropped.' }
  },
})
