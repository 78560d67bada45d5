import * as z from '#lib/zod.ts'
import { type Repaired, type Stored, stored } from '#lib/stored.ts'

const schemes = ['auto', 'light', 'dark'] as const

/** Which limits a key has, as a person may say it: by itself, none, or those of a plan (section E.3). */
export const planChoices = ['auto', 'none', 'free', 'paid', 'enterprise'] as const
export type PlanChoice = (typeof planChoices)[number]

const Kept = z.object({
  id: z.string().check(z.minLength(1)),
  name: z.string(),
  host: z.string().check(z.refine(isOrigin)),
  projectId: z.string().check(z.minLength(1)),
  projectName: z.catch(z.nullable(z.string()), null),
  /** IANA name of the project's time zone; null where the server did not say. */
  zone: z.catch(z.nullable(z.string()), null),
  /** Who the key belongs to, for people; null where the server did not say. */
  owner: z.catch(z.nullable(z.string()), null),
  /** Where the key is kept: with this connection, or in this tab's session storage only. */
  keyKept: z.catch(z.literal(['device', 'tab']), 'tab'),
  key: z.catch(z.string(), ''),
  root: z.optional(z.catch(z.literal(['projects', 'environments']), 'projects')),
  plan: z.optional(z.catch(z.literal(planChoices), 'auto')),
})

/** A connection as it stands in local storage. `key` is empty where the key is kept in a tab. */
export type KeptConnection = z.infer<typeof Kept>

export type ColorScheme = (typeof schemes)[number]

/** How the recordings table looks on this device. No columns means the standard ones. */
const TableLook = z.object({ columns: z.catch(z.array(z.string()), []), compact: z.catch(z.boolean(), false) })
export type TableLook = z.infer<typeof TableLook>

/** A named view of the recordings table: its address's parameters, columns among them. */
export const SavedView = z.object({
  name: z.string().check(z.minLength(1), z.maxLength(80)),
  search: z.string().check(z.maxLength(30_000)),
})
export type SavedView = z.infer<typeof SavedView>

const Preferences = z.object({
  colorScheme: z.catch(z.literal(schemes), 'auto'),
  recordingsTable: z.catch(TableLook, { columns: [], compact: false }),
  views: z.pipe(
    z.catch(z.array(z.unknown()), []),
    z.transform((views) => views.flatMap((view) => SavedView.safeParse(view).data ?? [])),
  ),
  /** Domains that count as one's own organization's, in lower case; see `readDomains`. */
  ownDomains: z.catch(z.array(z.string()), []),
  /** Whether keys alone do something (WCAG 2.1.4 wants a way to switch that off). */
  shortcuts: z.catch(z.boolean(), true),
  /** Whether the next page of a table is loaded when somebody is about to go there. */
  loadsAhead: z.catch(z.boolean(), true),
})

export type Settings = z.infer<typeof Preferences> & {
  version: 1
  connections: KeptConnection[]
  activeId: string | null
}

const none: Settings = { version: 1, connections: [], activeId: null, ...Preferences.parse({}) }

function isOrigin(text: string): boolean {
  try {
    return new URL(text).origin === text
  } catch {
    return false
  }
}

const Envelope = z.object({
  version: z.literal(1),
  connections: z.catch(z.array(z.unknown()), []),
  activeId: z.catch(z.nullable(z.string()), null),
})

/** Makes sense of kept settings, whatever they are: what can be read is kept, a damaged connection costs that connection. */
export function repairSettings(kept: unknown): Repaired<Settings> {
  const envelope = Envelope.safeParse(kept)
  if (!envelope.success) {
    return { value: none, problem: 'The settings kept in this browser could not be read and had to be dropped.' }
  }
  const read = envelope.data.connections.map((one) => Kept.safeParse(one))
  const connections = read.flatMap((one) => (one.success ? [one.data] : []))
  const dropped = read.length - connections.length
  const activeId = connections.some(({ id }) => id === envelope.data.activeId)
    ? envelope.data.activeId
    : (connections[0]?.id ?? null)
  return {
    value: { ...envelope.data, ...Preferences.parse(kept), connections, activeId },
    problem: dropped === 0 ? null : `${dropped} of your connections could not be read and had to be dropped.`,
  }
}

/** Settings of this device, in local storage, shared by all tabs. The only thing that writes there. */
export const settings: Stored<Settings> = stored({
  name: 'replay-desk',
  area: () => localStorage,
  empty: none,
  repair: repairSettings,
})

const TabKeys = z.record(z.string(), z.string())

/** Keys kept "only this tab", by connection id, in session storage. */
export const tabKeys: Stored<Record<string, string>> = stored({
  name: 'replay-desk-keys',
  area: () => sessionStorage,
  empty: {},
  repair: (kept) => {
    const read = TabKeys.safeParse(kept)
    return read.success
      ? { value: read.data, problem: null }
      : { value: {}, problem: 'The key kept in this tab was damaged and had to be dropped.' }
  },
})
