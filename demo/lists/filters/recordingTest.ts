import type { Measure } from '../../data/activity.ts'
import type { Dataset } from '../../data/dataset.ts'
import { compare } from './compare.ts'
import { type Filter, refuseFilter, type Test } from './filter.ts'
import type { RecordingReader } from '../../data/recordingReader.ts'

const measures: Readonly<Record<string, Measure>> = {
  duration: 'durationSeconds',
  recording_duration: 'durationSeconds',
  active_seconds: 'activeSeconds',
  inactive_seconds: 'inactiveSeconds',
  click_count: 'clickCount',
  keypress_count: 'keypressCount',
  mouse_activity_count: 'mouseActivityCount',
  console_log_count: 'consoleLogCount',
  console_warn_count: 'consoleWarnCount',
  console_error_count: 'consoleErrorCount',
  activity_score: 'activityScore',
}

/** Reads a filter on the recording itself: a count, where it came from, which pages it shows, what was said about it. */
export function recordingTest({ key, value, operator }: Filter, dataset: Dataset, reader: RecordingReader, loc: string): Test {
  const measure = Object.hasOwn(measures, key) ? measures[key] : undefined
  if (measure !== undefined) return (position) => compare(operator, dataset.measureAt(position, measure), value)
  switch (key) {
    case 'snapshot_source':
      return (position) => compare(operator, dataset.isMobileAt(position) ? 'mobile' : 'web', value)
    case 'snapshot_library':
      return (position) => compare(operator, dataset.factsAt(position).snapshotLibrary, value)
    case 'start_url':
    case 'first_url':
      return (position) => compare(operator, dataset.visitAt(position).startUrl, value)
    case 'visited_page':
      return (position) => {
        const { startUrl, endUrl } = dataset.visitAt(position)
        return compare(operator, startUrl, value) || compare(operator, endUrl, value)
      }
    case 'comment_text':
      return commentTest({ operator, value }, reader)
    default:
      throw refuseFilter(`${loc}.key`, 'enum', `Recordings have no field "${key}"`, key)
  }
}

/** Whether a comment matches; a recording without comments has the value null. */
export function commentTest({ operator, value }: Pick<Filter, 'operator' | 'value'>, reader: RecordingReader): Test {
  return (position) => {
    const { comments } = reader.details(position)
    return comments.length === 0 ? compare(operator, null, value) : comments.some((comment) => compare(operator, comment, value))
  }
}
