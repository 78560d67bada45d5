import { type ActivityEntry, activityActions } from '#storage/activityLog.ts'
import { choiceParam, type SearchOf, searchReader, textParam } from '#lib/searchParams.ts'
import { sliceParams } from '#lib/slice.ts'

export const activityLogSearch = searchReader({
  ...sliceParams,
  action: choiceParam('', ...activityActions),
  outcome: choiceParam('', 'done', 'failed', 'unknown'),
  /** Empty for the project in the address, "all" for every project and host. */
  where: choiceParam('', 'all'),
  text: textParam(200),
})
export type ActivityLogSearch = SearchOf<typeof activityLogSearch>

function includesText(
  { subject, subjectName, detail, linkEnd, owner, projectName, host }: ActivityEntry,
  needle: string,
): boolean {
  return [subject, subjectName, detail, linkEnd, owner, projectName, host].some((text) => text?.toLowerCase().includes(needle))
}

/** Matching entries, newest first. A project is identified by host and ID, whichever connection reached it. */
export function findEntries(
  entries: readonly ActivityEntry[],
  { action, outcome, where, text }: ActivityLogSearch,
  { host, projectId }: { host: string; projectId: string },
): ActivityEntry[] {
  const needle = text.toLowerCase()
  return entries
    .filter(
      (entry) =>
        (where === 'all' || (entry.host === host && entry.projectId === projectId)) &&
        (action === '' || entry.action === action) &&
        (outcome === '' || entry.outcome === outcome) &&
        (needle === '' || includesText(entry, needle)),
    )
    .toReversed()
}
