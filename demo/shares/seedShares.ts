import { failures } from '../data/failures.ts'
import type { DemoOptions } from '../host/options.ts'
import { edgeCasesId, leafAndKettleId, type Project } from '../data/projects.ts'
import type { Share } from '../host/state.ts'
import { type InitialState, recordingKey } from '../host/state.ts'
import { choosePositions, type RecordingTest } from './choosePositions.ts'
import { seededShare, tokenOf } from './seededShare.ts'
import { day, minute } from '../data/timeline.ts'

type SeedOptions = { projects: readonly Project[]; options: DemoOptions; anchor: number; begunAt: number }

/** How many recordings of the edge cases are chosen: about 60 of the usual 2,400, hardly more of many. */
function chosenOf(total: number): number {
  if (total <= 2400) return Math.min(60, Math.floor(total / 4))
  return Math.min(120, Math.round(60 + 20 * Math.log10(total / 2400)))
}

/** A real shop has a few public links. */
const partOfShares: Readonly<Record<number, number>> = { [edgeCasesId]: 1, [leafAndKettleId]: 0.35 }

/** In smaller projects nothing that is shared was deleted. */
const manyRecordings = 2000
const deletedOrder = 21

function testsFor(staffMail: string): Record<number, RecordingTest> {
  return {
    2: ({ activity }) => (activity.consoleErrorCount ?? 0) > 0,
    3: ({ person }) => person?.email?.endsWith(`@${staffMail}`) === false,
    6: ({ person }) => person?.email?.endsWith(`@${staffMail}`) === true,
  }
}

const failing = new Set<string>(Object.values(failures).map(({ id }) => id))

/** Those that fail on purpose keep to their own purpose, and one that has no id cannot be shared. */
function mayBeShared({ id, overrides }: { id: string; overrides: Record<string, unknown> }): boolean {
  return !failing.has(id) && !('id' in overrides)
}

/** Public ones among the recordings that fail on purpose. */
const openFailures = [failures.cannotBeSwitchedOff, failures.viewerOnly, failures.passwordNeedsPlan, failures.staysOn]

function openFailure(seed: number, name: string, createdAt: number): Share {
  const plain = { settings: null, passwordRequired: false, passwords: [], former: [] }
  return { ...plain, createdAt, enabled: true, token: tokenOf(seed, name) }
}

/**
 * Everything that was shared before the host began, the same for the same seed: most of it is public, some is off again, and of
 * one the recording was deleted since. `begunAt` is when the host began, or began again.
 */
export function seedShares({ projects, options, anchor, begunAt }: SeedOptions): InitialState {
  const { seed, edition, count } = options
  const shares: InitialState['shares'] = new Map()
  const deleted: InitialState['deleted'] = new Map()
  for (const project of projects) {
    const { dataset } = project
    const most = Math.round(chosenOf(count) * (partOfShares[project.id] ?? 0.1))
    const chosen = choosePositions({
      dataset,
      seed: seed + project.id,
      count: Math.min(most, Math.floor(dataset.total / 4)),
      mayBe: mayBeShared,
      tests: testsFor(dataset.generator.staffMail),
    })
    for (const [order, facts] of chosen.entries()) {
      const name = recordingKey(project, facts.id)
      shares.set(name, seededShare({ seed: seed + project.id, edition, anchor, begunAt, order, name, facts }))
      if (order === deletedOrder && dataset.total >= manyRecordings) deleted.set(name, anchor - day)
    }
    if (project.id !== edgeCasesId) continue
    for (const { id, ageHours } of openFailures) {
      const name = recordingKey(project, id)
      if (dataset.positionOf(id) !== null) shares.set(name, openFailure(seed, name, Math.round(anchor - ageHours * 30 * minute)))
    }
  }
  return { shares, deleted }
}
