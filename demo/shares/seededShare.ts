import { createHash } from 'node:crypto'
import { editionFacts } from '../host/editions.ts'
import { knownSettings } from './linkSettings.ts'
import type { Edition } from '../host/options.ts'
import type { Link, Share, SharePassword } from '../host/state.ts'
import { part } from '../data/mix.ts'
import { endOf, type RecordingFacts } from '../data/recordingFacts.ts'
import { day, minute } from '../data/timeline.ts'

const purposes = { instant: 62, settings: 63 }

const settingsOnOffer: readonly (Record<string, unknown> | null)[] = [
  null,
  null,
  {},
  { whitelabel: true, showInspector: false },
  { noHeader: true, showInspector: true },
  { showInspector: true, hideExtraDetails: true, theme: 'dark' },
]

/** 30 characters, as the real ones have; the same for the same seed. */
export function tokenOf(seed: number, name: string): string {
  return createHash('sha256').update(`${seed} ${name}`).digest('base64url').slice(0, 30)
}

/** One or two passwords; the first of them is `tea-for-<order>`. */
function passwordsOf(order: number, createdAt: number): SharePassword[] {
  const createdBy = 'ines@leafandkettle.example'
  const one = { id: `${order}1`, raw: `tea-for-${order}`, createdAt, note: 'For the board', createdBy }
  const other = { id: `${order}2`, raw: `kettle-${order}-on`, createdAt: createdAt + minute, note: '', createdBy }
  return order % 4 === 1 ? [one] : [one, other]
}

export type SeededShare = {
  seed: number
  edition: Edition
  anchor: number
  /** When the host began, or began again. */
  begunAt: number
  order: number
  name: string
  facts: RecordingFacts
}

/** Many are shared as soon as they are recorded, some much later; never before their end, and the last of them a while ago. */
function sharedAt({ seed, anchor, order, facts }: SeededShare): number {
  const end = endOf(facts) ?? facts.startedAt
  const left = Math.max(0, Math.min(anchor - minute, anchor - 2 * day > end ? anchor - 2 * day : anchor) - end)
  const share = part(seed, order, purposes.instant)
  return Math.round(end + left * (order % 3 === 0 ? share : share * 0.05))
}

/** A link of before this server had settings, passwords, and new links for old. */
function plainLink(seeded: SeededShare): Link {
  const { seed, order, name } = seeded
  const createdAt = sharedAt(seeded)
  return {
    createdAt,
    enabled: order % 9 !== 4,
    token: tokenOf(seed, name),
    settings: null,
    passwordRequired: false,
    passwords: [],
  }
}

/** What became of one shared recording: public for most, behind a password for some, off again for others. */
export function seededShare(seeded: SeededShare): Share {
  const { seed, edition, begunAt, order, name } = seeded
  const plain = plainLink(seeded)
  if (!editionFacts[edition].linkSettings) return { ...plain, former: [] }
  const settings = settingsOnOffer[Math.floor(part(seed, order, purposes.settings) * settingsOnOffer.length)] ?? null
  const link: Link = {
    ...plain,
    settings: settings === null ? null : knownSettings(settings, edition),
    passwordRequired: order % 6 === 1,
    // One of them asks for a password and has none, so that it opens for nobody.
    passwords: order % 6 === 1 && order !== 19 ? passwordsOf(order, plain.createdAt) : [],
  }
  if (order !== 5) return { ...link, former: [] }
  const former = { ...link, token: tokenOf(seed, `${name} before`), until: begunAt + 4 * minute }
  return { ...link, createdAt: begunAt - minute, former: [former] }
}
