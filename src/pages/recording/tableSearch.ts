/** Search parameters of the table that the recording was opened from, read from the history state. */
export function tableSearch(state: unknown): string {
  const from = typeof state === 'object' && state !== null && 'from' in state ? state.from : null
  if (typeof from !== 'string' || !from.startsWith('?')) return ''
  const search = new URLSearchParams(from)
  search.delete('open') // the panel that this page replaced
  return search.size === 0 ? '' : `?${search}`
}
