import { type EventGroup, partsPerSession, type ReplayFeatures, type TimedSession } from '#api/recordings/sessionEvents.ts'
import { firstOfList } from '#api/sql/runSql.ts'
import type { Mark, MarkKind, SignalCounts } from '#storage/sessionSignals.ts'

const kinds: Readonly<Record<string, MarkKind>> = {
  $exception: 'exception',
  $rageclick: 'rage click',
  $dead_click: 'dead click',
  $pageview: 'page',
  $screen: 'page',
}

/** A page that is left for the one before it within this time is a quick back; an error this soon after a click follows from it. */
const quickBackSeconds = 10
const afterClickSeconds = 5

function labelOf({ name, label }: EventGroup): string {
  return name === '$exception' ? firstOfList(label) : label
}

/** Exact up to two visits of a page in one part of the session, of which the first and the last are known. */
function quickBacks(groups: readonly EventGroup[]): number {
  const visits = groups
    .filter(({ name }) => kinds[name] === 'page')
    .flatMap(({ label, first, last, count }) => (count > 1 ? [first, last] : [first]).map((at) => ({ label, at })))
    .toSorted((one, other) => one.at - other.at)
  return visits.filter((visit, index) => {
    const left = visits[index - 1]
    const isBack = visits[index - 2]?.label === visit.label && left !== undefined && left.label !== visit.label
    return isBack && visit.at - left.at <= quickBackSeconds * 1000
  }).length
}

function errorsAfterClick(groups: readonly EventGroup[]): number {
  const clicks = groups.filter(({ name }) => name === '$autocapture').flatMap(({ first, last }) => [first, last])
  const follows = ({ first }: EventGroup) => clicks.some((click) => click <= first && first - click <= afterClickSeconds * 1000)
  return groups.reduce((sum, group) => (group.name === '$exception' && follows(group) ? sum + group.count : sum), 0)
}

function countOf(groups: readonly EventGroup[], wanted: string): number {
  return groups.reduce((sum, { name, count }) => (name === wanted ? sum + count : sum), 0)
}

/** Counted from events; failed requests are in no event. */
function countsFromEvents(groups: readonly EventGroup[]): SignalCounts {
  return {
    rageClicks: countOf(groups, '$rageclick'),
    deadClicks: countOf(groups, '$dead_click'),
    quickBacks: quickBacks(groups),
    errorsAfterClick: errorsAfterClick(groups),
    failedRequests: null,
  }
}

/** What one session's events say. `features` is null where the server has none. */
export function signalsOf({ start }: TimedSession, groups: readonly EventGroup[], features: ReplayFeatures | null) {
  const activity = Array.from({ length: partsPerSession }, () => 0)
  for (const { part, count } of groups) {
    const slot = Math.max(0, Math.min(partsPerSession - 1, part))
    activity[slot] = (activity[slot] ?? 0) + count
  }
  const marks = groups
    .flatMap((group): Mark[] => {
      const kind = kinds[group.name]
      if (kind === undefined) return []
      return [{ kind, at: Math.max(0, (group.first - start.getTime()) / 1000), count: group.count, label: labelOf(group) }]
    })
    .toSorted((one, other) => one.at - other.at)
  return { activity, marks, counts: features ?? countsFromEvents(groups) }
}
