import type { Dataset } from '../data/dataset.ts'
import { endOf } from '../data/recordingFacts.ts'
import { eventsOf, happeningsIn, type EventRow } from './eventRows.ts'

/** A page that is left for the one before it within this time is a quick back; an error this soon after a click follows from it. */
const quickBackMs = 10_000
const afterClickMs = 5000

function addressOf(row: EventRow | undefined): unknown {
  return row?.properties['$current_url']
}

function quickBacks(pages: readonly EventRow[]): number {
  return pages.filter((page, order) => {
    const left = pages[order - 1]
    const isBack = order > 1 && addressOf(page) === addressOf(pages[order - 2]) && addressOf(page) !== undefined
    return isBack && left !== undefined && page.timestamp - left.timestamp <= quickBackMs
  }).length
}

/** What newest servers count of a session's behavior, out of the same events and the failed requests of its recording. */
export function featuresOf(dataset: Dataset, position: number) {
  const facts = dataset.factsAt(position)
  const rows = eventsOf(dataset, position).toSorted((one, other) => one.timestamp - other.timestamp)
  const of = (event: string) => rows.filter((row) => row.event === event)
  const clicks = of('$autocapture')
  const errors = of('$exception')
  const isAfterClick = (time: number) => clicks.some(({ timestamp }) => timestamp <= time && time - timestamp <= afterClickMs)
  const failed =
    happeningsIn(facts)?.filter(({ event }) => event === 'failed request').length ??
    errors.filter(({ properties }) => String(properties['$exception_message']).includes('Failed to load resource')).length
  const { activity } = facts
  return {
    session_id: facts.id,
    distinct_id: facts.distinctId ?? '',
    min_first_timestamp: facts.startedAt,
    max_last_timestamp: endOf(facts) ?? facts.startedAt,
    event_count: facts.eventCount ?? 0,
    click_count: activity.clickCount ?? 0,
    keypress_count: activity.keypressCount ?? 0,
    mouse_activity_count: activity.mouseActivityCount ?? 0,
    console_error_count: activity.consoleErrorCount ?? 0,
    rage_click_count: of('$rageclick').length,
    dead_click_count: of('$dead_click').length,
    quick_back_count: quickBacks(of('$pageview')),
    page_visit_count: of('$pageview').length,
    console_error_after_click_count: errors.filter(({ timestamp }) => isAfterClick(timestamp)).length,
    network_failed_request_count: failed,
    is_deleted: 0,
  }
}
