import type { RecordingOrder } from '#api/recordings/recordingFilters.ts'

/** Names of the sort orders, and which rows come first in each direction. */
export const orderNames: Record<RecordingOrder, { name: string; DESC: string; ASC: string }> = {
  start_time: { name: 'Start time', DESC: 'newest first', ASC: 'oldest first' },
  duration: { name: 'Duration', DESC: 'longest first', ASC: 'shortest first' },
  active_seconds: { name: 'Active time', DESC: 'most active time first', ASC: 'least active time first' },
  inactive_seconds: { name: 'Inactive time', DESC: 'most inactive time first', ASC: 'least inactive time first' },
  click_count: { name: 'Clicks', DESC: 'most clicks first', ASC: 'fewest clicks first' },
  keypress_count: { name: 'Key presses', DESC: 'most key presses first', ASC: 'fewest key presses first' },
  mouse_activity_count: { name: 'Mouse activity', DESC: 'most mouse activity first', ASC: 'least mouse activity first' },
  console_error_count: { name: 'Console errors', DESC: 'most console errors first', ASC: 'fewest console errors first' },
  recording_ttl: { name: 'Time until expiry', DESC: 'last to expire first', ASC: 'soonest to expire first' },
  surfacing_score: { name: 'Surfacing score', DESC: 'highest surfacing score first', ASC: 'lowest surfacing score first' },
  activity_score: { name: 'Activity score', DESC: 'highest activity score first', ASC: 'lowest activity score first' },
}
