import type { TrailAction, TrailEntry } from '#api/trail.ts'
import type { TrailSearch } from './trailSearch.ts'

/** What was done, as a table tells it. */
export const actionNames: Record<TrailAction, string> = {
  shared: 'Made public',
  unshared: 'Turned off',
  rotated: 'New link',
  revoked: 'Revoked for good',
  'link settings changed': 'Link settings changed',
  'password switched': 'Password switched',
  'password created': 'Password created',
  'password removed': 'Password removed',
  deleted: 'Deleted',
  exported: 'Exported',
  paused: 'Paused',
  resumed: 'Resumed',
  ended: 'Ended',
  'brought back': 'Brought back',
  'test sent': 'Test sent',
}

export const kindNames: Record<TrailEntry['kind'], string> = {
  recording: 'Recording',
  subscription: 'Subscription',
  file: 'File',
}

const counting = new Intl.NumberFormat('en')

/** "1 entry", "2,400 entries". */
export function entriesText(count: number): string {
  return `${counting.format(count)} ${count === 1 ? 'entry' : 'entries'}`
}

/** The filters that are on, a sentence each, for whoever reads the file. */
export function filterSentences({ action, outcome, where, text }: TrailSearch, projectId: string): string[] {
  return [
    where === 'all' ? 'All projects and hosts' : `Project ${projectId} of this host`,
    ...(action ? [`Action: ${actionNames[action]}`] : []),
    ...(outcome ? [`Outcome: ${outcome}`] : []),
    ...(text ? [`Holds the text: ${text}`] : []),
  ]
}
