import { detailsOf, type NewItem, oneLine } from './item.ts'

const pageStateLabels: Record<string, string> = {
  'window hidden': 'Page hidden',
  'window visible': 'Page visible again',
  'browser offline': 'Browser went offline',
  'browser online': 'Browser back online',
  sessionIdle: 'Inactive, recording paused',
  sessionNoLongerIdle: 'Active again, recording resumed',
}

/** Tags of the recorder's own events. */
const recorderTags =
  /^(?:\$|replay desk:|recording |linked flag|sampling|urlTrigger|eventTrigger|triggerGroup|\[sessionreplay\])/i

/** Tag for events with an unknown compression, which are kept but not played. */
export const undecodableTag = 'Replay Desk: compressed in an unknown way'

/** Describes a custom event of the recorder or the site. */
export function customLine(tag: string, payload: unknown): Pick<NewItem, 'kind' | 'text' | 'details'> {
  const label = Object.hasOwn(pageStateLabels, tag) ? pageStateLabels[tag] : undefined
  const details = detailsOf(['Details', payload])
  if (label !== undefined) return { kind: 'page', text: label, details }
  return { kind: recorderTags.test(tag) ? 'recorder' : 'custom', text: oneLine(tag) || 'Unnamed event', details }
}
