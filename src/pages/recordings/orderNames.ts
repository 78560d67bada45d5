import type { ListOrder } from './recordingsSearch.ts'

function mostFirst(name: string) {
  const what = name.toLowerCase()
  return { name, DESC: `most ${what} first`, ASC: `fewest ${what} first` }
}

/** Names of the sort orders, and which rows come first in each direction. */
export const orderNames: Record<ListOrder, { name: string; DESC: string; ASC: string }> = {
  start_time: { name: 'Start time', DESC: 'newest first', ASC: 'oldest first' },
  duration: { name: 'Duration', DESC: 'longest first', ASC: 'shortest first' },
  active_seconds: { name: 'Active time', DESC: 'most active time first', ASC: 'least active time first' },
  inactive_seconds: { name: 'Inactive time', DESC: 'most inactive time first', ASC: 'least inactive time first' },
  click_count: mostFirst('Clicks'),
  keypress_count: mostFirst('Key presses'),
  mouse_activity_count: { name: 'Mouse activity', DESC: 'most mouse activity first', ASC: 'least mouse activity first' },
  console_error_count: mostFirst('Console errors'),
  rage_clicks: mostFirst('Rage clicks'),
  dead_clicks: mostFirst('Dead clicks'),
  quick_backs: mostFirst('Quick backs'),
  errors_after_click: mostFirst('Errors after a click'),
  failed_requests: mostFirst('Failed requests'),
  exceptions: mostFirst('Exceptions'),
  score: { name: 'Score', DESC: 'highest score first', ASC: 'lowest score first' },
  recording_ttl: { name: 'Time until expiry', DESC: 'last to expire first', ASC: 'soonest to expire first' },
  surfacing_score: { name: 'Surfacing score', DESC: 'highest surfacing score first', ASC: 'lowest surfacing score first' },
  activity_score: { name: 'Activity score', DESC: 'highest activity score first', ASC: 'lowest activity score first' },
}
