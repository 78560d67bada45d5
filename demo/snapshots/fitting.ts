import type { RecordingFacts } from '../data/recordingFacts.ts'
import { choose, mix } from '../data/mix.ts'
import { type CapturedSession, capturedSessions } from '../data/capturedSessions.ts'

const purpose = 91
/** Of the sessions that fit best, one of so many, so that neighbours do not all play the same. */
const among = 3

/** A number that stays the same for an id. */
export function seedOf(id: string): number {
  return Array.from(id).reduce((sum, letter) => mix(sum, letter.codePointAt(0) ?? 0, purpose), 0)
}

/**
 * Which captured session stands in for a made-up recording: one that is not longer, and of these one that is about as active;
 * if the recording is shorter than all, any of them.
 */
export function fittingSession({ id, activity }: RecordingFacts): CapturedSession {
  const { durationSeconds, activeSeconds } = activity
  const sessions = capturedSessions()
  const short = sessions.filter((session) => durationSeconds === null || session.durationSeconds <= durationSeconds)
  const wanted = activeSeconds ?? 0
  const distance = (session: CapturedSession) => Math.abs(session.activeSeconds - wanted)
  const best = short.toSorted((one, other) => distance(one) - distance(other)).slice(0, among)
  return choose(best.length > 0 ? best : sessions, (seedOf(id) % 997) / 997)
}
