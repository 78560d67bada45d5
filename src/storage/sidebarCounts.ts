import * as v from 'valibot'
import { readAs } from '#lib/readAs.ts'
import { stored, type Stored } from '#lib/stored.ts'

/** What the screens of a project last knew; null before they knew it. */
const SidebarCount = v.object({
  connectionId: v.string(),
  projectId: v.string(),
  publicLinks: v.fallback(v.nullable(v.number()), null),
  /** Until when public links were reviewed: local dates (YYYY-MM-DD). */
  reviewedUntil: v.fallback(v.array(v.string()), []),
  /** Subscriptions with problems. */
  problems: v.fallback(v.nullable(v.number()), null),
})
export type SidebarCount = v.InferOutput<typeof SidebarCount>

type ProjectRef = { id: string; projectId: string }

const SidebarCounts = v.pipe(
  v.fallback(v.array(v.unknown()), []),
  v.transform((all) => all.flatMap((one) => readAs(SidebarCount, one) ?? [])),
)

/** In local storage, so that the sidebar opens no database and asks no server. */
export const sidebarCounts: Stored<SidebarCount[]> = stored({
  name: 'replay-desk-counts',
  area: () => localStorage,
  empty: [],
  repair: (input) => ({ value: v.parse(SidebarCounts, input), problem: null }),
})

export function countsOf(all: readonly SidebarCount[], { id, projectId }: ProjectRef): SidebarCount {
  return (
    all.find((one) => one.connectionId === id && one.projectId === projectId) ?? {
      connectionId: id,
      projectId,
      publicLinks: null,
      reviewedUntil: [],
      problems: null,
    }
  )
}

/** Writes only what changed, because every tab rereads it then. */
export function noteCounts(
  project: ProjectRef,
  change: Partial<Pick<SidebarCount, 'publicLinks' | 'reviewedUntil' | 'problems'>>,
) {
  const before = countsOf(sidebarCounts.get(), project)
  const after = { ...before, ...change }
  if (JSON.stringify(after) === JSON.stringify(before)) return
  sidebarCounts.set((all) => [
    ...all.filter((one) => one.connectionId !== project.id || one.projectId !== project.projectId),
    after,
  ])
}

export function dropCountsOf(connectionId: string) {
  sidebarCounts.set((all) => all.filter((one) => one.connectionId !== connectionId))
}
