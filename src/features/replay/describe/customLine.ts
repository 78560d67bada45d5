import { detailsOf, type NewItem, oneLine } from './item.ts'

/** What the recorder notes of the page's own state, in the words of people. */
const pageStateLabels: Record<string, string> = {
  'window hidden': 'The page was hidden',
  'window visible': 'The page was visible again',
  'browser offline': 'The browser went offline',
  'browser online': 'The browser was online again',
  sessionIdle: 'Nobody did anything: recording paused',
  sessionNoLongerIdle: 'Somebody was back: recording went on',
}

/** Names that the recorder uses for itself; those that begin with a dollar sign are its own, too. */
const recorderTags = /^(?:\$|replay desk:|recording |linked flag|sampling|urlTrigger|eventTrigger|\[sessionreplay\])/i

/** Stands for an event that is compressed in a way not known here: kept, but nothing that could be played. */
export const undecodableTag = 'Replay Desk: compressed in an unknown way'

/** An event of its own kind: from the recorder, or one that the site sent. */
export function customLine(tag: string, payload: unknown): Pick<NewItem, 'kind' | 'text' | 'details'> {
  const label = Object.hasOwn(pageStateLabels, tag) ? pageStateLabels[tag] : undefined
  const details = detailsOf(['Details', payload])
  if (label !== undefined) return { kind: 'page', text: label, details }
  return { kind: recorderTags.test(tag) ? 'recorder' : 'custom', text: oneLine(tag) || 'An event without a name', details }
}
