import { createHash } from 'node:crypto'
import { failures } from '../failures.ts'
import type { DemoOptions } from '../options.ts'
import type { Project } from '../projects.ts'
import { type Share, type SharePassword, within } from '../state.ts'
import type { RecordingFacts } from './recordingFacts.ts'
import { part } from './mix.ts'
import { minute } from './timeline.ts'

/** About so many recordings of the shop were shared before anybody asked; of the app a tenth. */
const usualCount = 56

const purposes = { place: 61, moment: 62, settings: 63 } as const

const settingsOnOffer: readonly (Record<string, unknown> | null)[] = [
  null,
  null,
  { whitelabel: true, showInspector: false },
  { noHeader: true, showInspector: true },
  { showInspector: true, hideExtraDetails: true, theme: 'dark' },
]

/** 30 characters, as the real ones have; the same for the same seed. */
function tokenOf(seed: number, name: string): string {
  return createHash('sha256').update(`${seed} ${name}`).digest('base64url').slice(0, 30)
}

function passwordsOf(index: number, createdAt: number): SharePassword[] {
  const one = {
    id: `${index}1`,
    raw: `tea-for-${index}`,
    createdAt,
    note: 'For the board',
    createdBy: 'ines@leafandkettle.example',
  }
  const other = { id: `${index}2`, raw: `kettle-${index}-on`, createdAt: createdAt + minute, note: '', createdBy: one.createdBy }
  return index % 2 === 0 ? [one] : [one, other]
}

type Seeding = { seed: number; anchor: number; index: number; name: string; facts: RecordingFacts }

/** What became of one shared recording: still open for most, behind a password for some, off again for others. */
function seededShare({ seed, anchor, index, name, facts }: Seeding): Share {
  const age = Math.max(0, anchor - facts.startedAt)
  const share = part(seed, index, purposes.moment)
  // Many are shared soon after they were recorded, some much later.
  const createdAt = Math.round(facts.startedAt + age * (index % 3 === 0 ? share : share * 0.05))
  const hasPassword = index % 6 === 1
  const isRenewed = index === 5
  const settings = settingsOnOffer[Math.floor(part(seed, index, purposes.settings) * settingsOnOffer.length)]
  return {
    createdAt: isRenewed ? anchor - minute : createdAt,
    enabled: index % 9 !== 4,
    token: tokenOf(seed, name),
    settings: settings ?? null,
    passwordRequired: hasPassword,
    passwords: hasPassword ? passwordsOf(index, createdAt) : [],
    graces: isRenewed ? [{ token: tokenOf(seed, `${name} before`), until: anchor + 4 * minute }] : [],
  }
}

/** The newest recordings are left for people to share themselves. */
const firstPlace = 6

/** Places all over the retention, the newest days among them; the same for the same seed. */
function placesOf({ dataset }: Project, seed: number, count: number): number[] {
  const step = dataset.total / Math.max(1, count)
  const spread = Array.from({ length: count }, (_, index) => Math.floor((index + part(seed, index, purposes.place)) * step))
  return [...new Set([...spread, 7, 13, 24])].filter((place) => place >= firstPlace && place < dataset.total)
}

const shopFailures = new Set<string>(Object.values(failures).map(({ id }) => id))
const openOnes = [failures.cannotBeSwitchedOff, failures.viewerOnly, failures.passwordNeedsPlan]

/** Everything that is public, or once was, when the host begins. Keys are `<project> <recording>`. */
export function seededShares(projects: readonly Project[], options: DemoOptions, anchor: number): Map<string, Share> {
  const { seed } = options
  const shares = new Map<string, Share>()
  for (const project of projects) {
    const count = Math.min(project.id === 1 ? usualCount : Math.round(usualCount / 10), Math.floor(project.dataset.total / 4))
    for (const [index, place] of placesOf(project, seed + project.id, count).entries()) {
      const facts = project.dataset.factsAt(place)
      const name = within(project, facts.id)
      if (shopFailures.has(facts.id) || 'id' in facts.overrides) continue
      shares.set(name, seededShare({ seed, anchor, index, name, facts }))
    }
  }
  for (const { id, ageHours } of openOnes) {
    const [project] = projects
    if (project === undefined || project.dataset.positionOf(id) === null) continue
    const name = within(project, id)
    const createdAt = anchor - Math.round(ageHours * 30 * minute)
    const plain = { settings: null, passwordRequired: false, passwords: [], graces: [] }
    shares.set(name, { ...plain, createdAt, enabled: true, token: tokenOf(seed, name) })
  }
  return shares
}
