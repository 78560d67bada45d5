/** The search of the table that a recording was opened from, out of the state of its history entry; nothing where it was not. */
export function tableSearch(state: unknown): string {
  const from = typeof state === 'object' && state !== null && 'from' in state ? state.from : null
  if (typeof from !== 'string' || !from.startsWith('?')) return ''
  const search = new URLSearchParams(from)
  search.delete('open') // the panel that this page was
  return search.size === 0 ? '' : `?${search}`
}
