import type { HostileSlug } from '../../data/hostileRecordings.ts'
import type { Block } from '../tape.ts'
import { clocks, shapes, windows } from './damagedEvents.ts'
import { emptyLines, junkLines, missingMeta, twice, wrongOrder } from './damagedLines.ts'
import { gzip, unknownPacking } from './damagedPacking.ts'
import { deep } from './deep.ts'
import type { Lures } from './lures.ts'

type Damage = (lures: Lures, start: number) => Block[]

/** Recordings that need more than one full snapshot and its changes, by what is wrong with them. */
export const damages: Partial<Record<HostileSlug, Damage>> = {
  gzip,
  packing: unknownPacking,
  order: wrongOrder,
  meta: missingMeta,
  empty: emptyLines,
  junk: junkLines,
  twice,
  shapes,
  clocks,
  windows,
  deep,
}
