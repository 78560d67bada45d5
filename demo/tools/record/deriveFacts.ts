import { snapshotEvents } from '../../data/capturedSessions.ts'
import type { SessionFact } from '../../data/sessionFacts.ts'
import { createDocumentMirror, type DocumentMirror } from '../../data/documentMirror.ts'
import { landmarks } from './landmarks.ts'

/** What is there for a shorter time than this (seconds) is left out: nobody could point at it. */
const shortest = 0.3

type Mark = { kind: SessionFact['kind']; words: string }

function isThere(mirror: DocumentMirror, { kind, words }: Mark): boolean {
  return kind === 'text' ? mirror.text().includes(words) : mirror.values().includes(words)
}

/**
 * When the landmarks of a captured session are on its pages: told by going through its events in the order of their time, with
 * a document per tab that is kept as the events say. Nothing of a player is in this, so a player can be held against it.
 */
export function deriveFacts(name: string): SessionFact[] {
  const { texts = [], values = [] } = landmarks[name] ?? {}
  const marks: Mark[] = [
    ...texts.map((words) => ({ kind: 'text' as const, words })),
    ...values.map((words) => ({ kind: 'value' as const, words })),
  ]
  const events = snapshotEvents(name).toSorted((one, other) => Number(one.event['timestamp']) - Number(other.event['timestamp']))
  const start = Number(events[0]?.event['timestamp'])
  const mirrors = new Map<string, DocumentMirror>()
  const open = new Map<string, SessionFact>()
  const facts: SessionFact[] = []
  for (const { windowId, event } of events) {
    const mirror = mirrors.get(windowId) ?? createDocumentMirror()
    mirrors.set(windowId, mirror)
    mirror.apply(event)
    const seconds = (Number(event['timestamp']) - start) / 1000
    for (const mark of marks) {
      const key = `${windowId} ${mark.kind} ${mark.words}`
      const shown = open.get(key)
      if (isThere(mirror, mark) === (shown !== undefined)) continue
      if (shown === undefined) {
        const fact = { ...mark, windowId, from: seconds, until: null }
        open.set(key, fact)
        facts.push(fact)
      } else {
        shown.until = seconds
        open.delete(key)
      }
    }
  }
  return facts.filter(({ from, until }) => until === null || until - from >= shortest)
}
