import { capturedId } from '../data/capturedRows.ts'
import type { RecordingFacts } from '../data/recordingFacts.ts'
import { day } from '../data/timeline.ts'
import type { ProjectCall } from '../host/resource.ts'
import { capturedSessions } from '../data/capturedSessions.ts'
import { snapshotFailures } from '../data/snapshotFailures.ts'
import { benchTape } from './bench/benchTape.ts'
import { playCaptured, playPart } from './capturedTape.ts'
import { fittingSession, seedOf } from './fitting.ts'
import { hostileTape } from './hostile/hostileTape.ts'
import { mobileTape } from './mobileTape.ts'
import { ongoingTape } from './ongoingTape.ts'
import { blocksOf, type Tape, tapeOfBlocks, type TimedLine } from './tape.ts'
import { unusualTape } from './unusualTapes.ts'

/** What an ordinary recording plays, all of it. */
function linesOf(facts: RecordingFacts): TimedLine[] {
  const { id, startedAt, activity, visit, played } = facts
  const length = activity.durationSeconds === null ? null : activity.durationSeconds * 1000
  if (played !== undefined) return playPart(played, startedAt, length)
  const itself = capturedSessions().find(({ name }) => capturedId(name) === id)
  if (itself !== undefined) return playCaptured(itself.name, startedAt, null)
  if (visit.isMobile) return mobileTape(facts, seedOf(id) % 2 === 0 ? 'pictures' : 'wireframes')
  return playCaptured(fittingSession(facts).name, startedAt, length, seedOf(id))
}

function makeTape({ context }: ProjectCall, facts: RecordingFacts): Tape {
  const { anchor, options } = context
  const { id, startedAt } = facts
  const special = unusualTape(facts, anchor) ?? hostileTape(id, startedAt, options.beacon) ?? benchTape(id, startedAt)
  if (special !== null) return special
  if (!facts.isOngoing) return tapeOfBlocks(blocksOf(linesOf(facts)))
  const { played } = facts
  return ongoingTape(linesOf(facts), anchor, played && ((start) => playPart(played, start, null)))
}

/** Tapes of each project that were asked for last: one is read block after block. */
const maxTapes = 8
const tapes = new WeakMap<object, Map<string, Tape>>()

/**
 * What a recording plays. A row of Leaf & Kettle plays the part of a visit that it was made from. A captured session stands for itself, moved in time to where its recording begins; any other one of
 * a browser plays the captured session that fits it best, cut or with longer pauses (pace.ts), under the addresses that were
 * captured; one of a phone app plays wireframes.
 */
export function tapeOf(call: ProjectCall, facts: RecordingFacts): Tape {
  const ofProject = tapes.get(call.project) ?? new Map<string, Tape>()
  tapes.set(call.project, ofProject)
  const tape = ofProject.get(facts.id) ?? makeTape(call, facts)
  ofProject.delete(facts.id)
  ofProject.set(facts.id, tape)
  const oldest = ofProject.keys().next().value
  if (ofProject.size > maxTapes && oldest !== undefined) ofProject.delete(oldest)
  return tape
}

const longTermAfterMs = 30 * day

/** Whether newest servers keep a recording in one piece in long-term storage: some of the old ones, and one that is called so. */
export function isLongTerm({ id, startedAt }: RecordingFacts, now: number): boolean {
  return id === snapshotFailures.longTerm.id || (now - startedAt > longTermAfterMs && seedOf(id) % 4 === 0)
}
