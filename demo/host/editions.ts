import type { Edition } from './options.ts'

export type Root = 'projects' | 'environments'

type EditionFacts = {
  /** Path roots of a project's resources. */
  roots: readonly Root[]
  paging: 'count' | 'has_next' | 'cursor'
  version: number | null
  /** Whether DELETE erases a recording (newest) or hides it. */
  erasesDeleted: boolean
  /** Whether switching sharing on again makes a new link. */
  newLinkEachTime: boolean
  /** Whether public links have settings and passwords, and can be replaced. */
  linkSettings: boolean
  /** Whether a theme is among the settings. */
  linkThemes: boolean
  bulkDeleteLimit: number
  missingRecording: string
  /** Which generation of the snapshots call it has (posthog-api.md#j-snapshots). */
  snapshots: 'blobs' | 'both' | 'blocks'
  refusesKeys: string
}

const mid: EditionFacts = {
  roots: ['projects', 'environments'],
  paging: 'has_next',
  version: 4,
  erasesDeleted: false,
  newLinkEachTime: false,
  linkSettings: true,
  linkThemes: false,
  bulkDeleteLimit: 20,
  missingRecording: 'Recording not found',
  snapshots: 'both',
  refusesKeys: 'This action does not support personal API key access',
}

/** Differences between server ages that more than one file needs. */
export const editionFacts: Record<Edition, EditionFacts> = {
  // The documented reference is of mid-2025 and leaves out snapshots, so it has those of mid-2025 servers.
  documented: { ...mid, roots: ['environments'], paging: 'count', version: null, linkSettings: false },
  old: {
    ...mid,
    roots: ['projects'],
    version: 3,
    linkSettings: false,
    missingRecording: 'Not found.',
    snapshots: 'blobs',
    refusesKeys: 'This action does not support Personal API Key access',
  },
  mid,
  newest: {
    ...mid,
    paging: 'cursor',
    erasesDeleted: true,
    newLinkEachTime: true,
    linkThemes: true,
    bulkDeleteLimit: 100,
    snapshots: 'blocks',
  },
}
