import { type HostileSlug, hostileRecordings } from '../../data/hostileRecordings.ts'
import { blocksOf, type Tape, tapeOfBlocks } from '../tape.ts'
import { type Attack, attackEvents, inHostileWindow } from './attackTape.ts'
import { nested, shadow } from './attacks/inside.ts'
import { animation, base, forms, frames, ping, refresh } from './attacks/leaving.ts'
import { fonts, rules, styles } from './attacks/loading.ts'
import { canvas, hints, lines, media, reserved } from './attacks/media.ts'
import { changes, sizes, tree, wide } from './attacks/extremes.ts'
import { direction, names, prototype } from './attacks/names.ts'
import { handlers, links, scripts, srcdoc } from './attacks/running.ts'
import { damages } from './damage.ts'
import { type Lures, luresOf } from './lures.ts'

const attacks: Partial<Record<HostileSlug, (lures: Lures) => Attack>> = {
  scripts,
  handlers,
  links,
  srcdoc,
  refresh,
  base,
  animation,
  frames,
  nested,
  shadow,
  styles,
  rules,
  fonts,
  media,
  hints,
  forms,
  ping,
  canvas,
  reserved,
  lines,
  names,
  prototype,
  direction,
  wide,
  tree,
  changes,
  sizes,
}

const blockLength = 2000

/** What a hostile recording plays, from its start (milliseconds); null where the id is of no such recording. */
export function hostileTape(id: string, start: number, beaconOrigin: string): Tape | null {
  const recording = hostileRecordings.find((one) => one.id === id)
  if (recording === undefined) return null
  const lures = luresOf(recording, beaconOrigin)
  const damage = damages[recording.slug]
  if (damage !== undefined) return tapeOfBlocks(damage(lures, start))
  const attack = attacks[recording.slug]
  if (attack === undefined) throw new Error(`Nobody wrote the recording ${id}.`)
  return tapeOfBlocks(blocksOf(inHostileWindow(attackEvents(attack(lures), lures, start)), blockLength))
}
