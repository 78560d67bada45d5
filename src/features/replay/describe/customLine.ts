import { detailsOf, type Finding, oneLine } from './item.ts'

/** What the recorder notes of the page's own state, in the words of people. */
const ofPage: Record<string, string> = {
  'window hidden': 'The page was hidden',
  'window visible': 'The page was visible again',
  'browser offline': 'The browser went offline',
  'browser online': 'The browser was online again',
  sessionIdle: 'Nobody did anything: recording paused',
  sessionNoLongerIdle: 'Somebody was back: recording went on',
}

/** Names that the recorder uses for itself; those that begin with a dollar sign are its own, too. */
const ofRecorder = /^(?:\$|replay desk:|recording |linked flag|sampling|urlTrigger|eventTrigger|\[sessionreplay\])/i

/** Stands for an event that is compressed in a way not known here: kept, but nothing that could be played. */
export const undecodableTag = 'Replay Desk: compressed in an unknown way'

/** An event of its own kind: from the recorder, or one that the site sent. */
export function customLine(tag: string, payload: unknown): Pick<Finding, 'kind' | 'text' | 'details'> {
  const page = Object.hasOwn(ofPage, tag) ? ofPage[tag] : undefined
  const details = detailsOf(['Details', payload])
  if (page !== undefined) return { kind: 'page', text: page, details }
  return { kind: ofRecorder.test(tag) ? 'recorder' : 'custom', text: oneLine(tag) || 'An event without a name', details }
}
