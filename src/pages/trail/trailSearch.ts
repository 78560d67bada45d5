import { type TrailEntry, trailActions } from '#api/trail.ts'
import { sliceParams } from '#lib/slice.ts'
import * as z from '#lib/zod.ts'

/** Which entries the address asks for. What cannot be read is the default; nothing here throws. */
export const TrailSearch = z.object({
  ...sliceParams,
  action: z.catch(z.literal(['', ...trailActions]), ''),
  outcome: z.catch(z.literal(['', 'done', 'failed']), ''),
  /** Empty for the project of the address, "all" for everything that was done from this browser. */
  where: z.catch(z.literal(['', 'all']), ''),
  text: z.pipe(
    z.catch(z.string(), ''),
    z.transform((text) => text.trim().slice(0, 200)),
  ),
})
export type TrailSearch = z.infer<typeof TrailSearch>

function holds({ subject, subjectName, detail, linkEnd, owner, projectName, host }: TrailEntry, wanted: string): boolean {
  return [subject, subjectName, detail, linkEnd, owner, projectName, host].some((text) => text?.toLowerCase().includes(wanted))
}

/** The entries that the address asks for, the latest first. A project is the same whichever connection it was reached by. */
export function findEntries(
  entries: readonly TrailEntry[],
  { action, outcome, where, text }: TrailSearch,
  { host, projectId }: { host: string; projectId: string },
): TrailEntry[] {
  const wanted = text.toLowerCase()
  return entries
    .filter(
      (entry) =>
        (where === 'all' || (entry.host === host && entry.projectId === projectId)) &&
        (action === '' || entry.action === action) &&
        (outcome === '' || entry.outcome === outcome) &&
        (wanted === '' || holds(entry, wanted)),
    )
    .toReversed()
}
