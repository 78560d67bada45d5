import * as v from 'valibot'
import { type Repaired, type Stored, stored } from '#lib/stored.ts'
import { readAs } from '#lib/readAs.ts'

const schemes = ['auto', 'light', 'dark'] as const

/** The limits of a key: detected, none, or those of a plan (posthog-api.md#e3-rate-limits). */
export const planChoices = ['auto', 'none', 'free', 'paid', 'enterprise'] as const
export type PlanChoice = (typeof planChoices)[number]

/** As the account names it; `timezone` is an IANA name. */
const KnownProject = v.object({ id: v.string(), name: v.nullable(v.string()), timezone: v.nullable(v.string()) })
export type KnownProject = v.InferOutput<typeof KnownProject>

/** AES-GCM, both parts in base64. */
export const Encrypted = v.object({ iv: v.string(), data: v.string() })
export type Encrypted = v.InferOutput<typeof Encrypted>

const StoredConnectionSchema = v.object({
  id: v.pipe(v.string(), v.minLength(1), v.check(isPlainName)),
  name: v.string(),
  host: v.pipe(v.string(), v.check(isOrigin)),
  projectId: v.pipe(v.string(), v.minLength(1)),
  projectName: v.fallback(v.nullable(v.string()), null),
  /** IANA name of the project's time zone; null if the server did not say. */
  zone: v.fallback(v.nullable(v.string()), null),
  /** The owner of the key, as shown; null if unknown. */
  owner: v.fallback(v.nullable(v.string()), null),
  /** With the connection, in this tab's session storage only, or encrypted in the vault. */
  keyKept: v.fallback(v.picklist(['device', 'tab', 'vault']), 'tab'),
  key: v.fallback(v.string(), ''),
  /** The key as the vault encrypted it. */
  sealed: v.fallback(v.optional(Encrypted), undefined),
  /** Whether Replay Desk may change nothing on the server. */
  isReadOnly: v.optional(v.fallback(v.boolean(), false)),
  root: v.optional(v.fallback(v.picklist(['projects', 'environments']), 'projects')),
  plan: v.optional(v.fallback(v.picklist(planChoices), 'auto')),
  /** When its key was last known to be refused SQL, in milliseconds since 1970. */
  sqlRefusedAt: v.optional(v.fallback(v.optional(v.number()), undefined)),
  /** All that the key may open, as last listed. */
  projects: v.optional(v.fallback(v.array(KnownProject), [])),
})

/** A connection in local storage. `key` is empty if the key is stored in a tab. */
export type StoredConnection = v.InferOutput<typeof StoredConnectionSchema>

export type ColorScheme = (typeof schemes)[number]

/** No columns means the default ones. */
const TableSettings = v.pipe(
  v.object({
    columns: v.fallback(v.array(v.string()), []),
    compact: v.fallback(v.boolean(), false),
    /** Whether the rows in view are checked for public links; in earlier versions the column "shared" did so. */
    checksSharing: v.fallback(v.optional(v.boolean()), undefined),
  }),
  v.transform(({ checksSharing, ...table }) => ({ ...table, checksSharing: checksSharing ?? table.columns.includes('shared') })),
)
export type TableSettings = v.InferOutput<typeof TableSettings>

/** `search` is the search parameters of the table, columns included. */
export const SavedView = v.object({
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(80)),
  search: v.pipe(v.string(), v.maxLength(30_000)),
})
export type SavedView = v.InferOutput<typeof SavedView>

const Preferences = v.object({
  colorScheme: v.fallback(v.picklist(schemes), 'auto'),
  recordingsTable: v.fallback(TableSettings, { columns: [], compact: false, checksSharing: false }),
  views: v.pipe(
    v.fallback(v.array(v.unknown()), []),
    v.transform((views) => views.flatMap((view) => readAs(SavedView, view) ?? [])),
  ),
  /** Widths of columns that someone chose, in pixels, by table and column. */
  columnWidths: v.fallback(v.record(v.string(), v.record(v.string(), v.number())), {}),
  /** The organization's domains, in lower case; see `readDomains`. */
  ownDomains: v.fallback(v.array(v.string()), []),
  /** Single-key shortcuts, which WCAG 2.1.4 requires to be switchable. */
  shortcuts: v.fallback(v.boolean(), true),
  /** Whether the next page of a table is loaded before someone opens it. */
  loadsAhead: v.fallback(v.boolean(), true),
})

export type Settings = v.InferOutput<typeof Preferences> & {
  version: 1
  connections: StoredConnection[]
  activeId: string | null
}

const emptySettings: Settings = { version: 1, connections: [], activeId: null, ...v.parse(Preferences, {}) }

/** Records are looked up by it, so it must not name what every object has. */
function isPlainName(text: string): boolean {
  return !(text in Object.prototype)
}

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

/** Reads stored settings of any kind. A damaged connection costs only that connection. */
export function repairSettings(input: unknown): Repaired<Settings> {
  const envelope = v.safeParse(Envelope, input)
  if (!envelope.success) {
    return { value: emptySettings, problem: 'The stored settings couldn’t be read and were reset.' }
  }
  const read = envelope.output.connections.map((one) => v.safeParse(StoredConnectionSchema, one))
  const connections = read.flatMap((one) => (one.success ? [one.output] : []))
  const dropped = read.length - connections.length
  const activeId = connections.some(({ id }) => id === envelope.output.activeId)
    ? envelope.output.activeId
    : (connections[0]?.id ?? null)
  return {
    value: { ...envelope.output, ...v.parse(Preferences, input), connections, activeId },
    problem: dropped === 0 ? null : `${dropped} of your connections couldn’t be read and were removed.`,
  }
}

/** In local storage, shared by all tabs. Only this writes there. */
export const settings: Stored<Settings> = stored({
  name: 'replay-desk',
  area: () => localStorage,
  empty: emptySettings,
  repair: repairSettings,
})

const TabKeys = v.record(v.string(), v.string())

/** Keys stored "In this tab only", by connection ID, in session storage. */
export const tabKeys: Stored<Record<string, string>> = stored({
  name: 'replay-desk-keys',
  area: () => sessionStorage,
  empty: {},
  repair: (input) => {
    const read = v.safeParse(TabKeys, input)
    return read.success
      ? { value: read.output, problem: null }
      : { value: {}, problem: 'The key stored in this tab was damaged and was removed.' }
  },
})
