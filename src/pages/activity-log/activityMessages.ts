import { actionNames } from '#storage/activityNames.ts'
import type { ActivityEntry } from '#storage/activityLog.ts'
import type { ActivityLogSearch } from './activityLogSearch.ts'
import { formatNumber } from '#lib/format.ts'

export const kindNames: Record<ActivityEntry['kind'], string> = {
  recording: 'Recording',
  person: 'Person',
  subscription: 'Subscription',
  file: 'File',
}

export function entriesText(count: number): string {
  return `${formatNumber(count)} ${count === 1 ? 'entry' : 'entries'}`
}

/** The active filters for the exported file, one sentence each. */
export function filterSentences({ action, outcome, where, text }: ActivityLogSearch, projectId: string): string[] {
  return [
    where === 'all' ? 'All projects and hosts' : `Project ${projectId} of this host`,
    ...(action ? [`Action: ${actionNames[action]}`] : []),
    ...(outcome ? [`Outcome: ${outcome}`] : []),
    ...(text ? [`Text: ${text}`] : []),
  ]
}
