import type { RecordingOrder } from '#api/recordingsQuestion.ts'

/** What each order is called, and what its first rows are. */
export const orderNames: Record<RecordingOrder, { name: string; first: string }> = {
  start_time: { name: 'Start time', first: 'newest first' },
  duration: { name: 'Duration', first: 'longest first' },
  active_seconds: { name: 'Active time', first: 'most active time first' },
  inactive_seconds: { name: 'Inactive time', first: 'most inactive time first' },
  click_count: { name: 'Clicks', first: 'most clicks first' },
  keypress_count: { name: 'Key presses', first: 'most key presses first' },
  mouse_activity_count: { name: 'Mouse activity', first: 'most mouse activity first' },
  console_error_count: { name: 'Console errors', first: 'most console errors first' },
  activity_score: { name: 'Activity score', first: 'highest activity score first' },
}
