/** Chat and mail apps cut longer links. */
const maxLinkLength = 8000

/** The query in `#query=` or `?query=`; null without one. */
export function readQueryLink({ search, hash }: { search: string; hash: string }): string | null {
  const text = new URLSearchParams(hash.replace(/^#/, '')).get('query') ?? new URLSearchParams(search).get('query')
  return text === null || text.trim() === '' ? null : text
}

export function withoutQuery({ search, hash }: { search: string; hash: string }): { search: string; hash: string } {
  const params = new URLSearchParams(search)
  params.delete('query')
  const fragment = new URLSearchParams(hash.replace(/^#/, ''))
  return { search: params.size === 0 ? '' : `?${params}`, hash: fragment.has('query') ? '' : hash }
}

/**
 * A link with the query in the fragment, which browsers send to no server, because a query may name people. Null if too long.
 */
export function queryLink(page: string, query: string): string | null {
  const link = `${page}#${new URLSearchParams({ query })}`
  return link.length > maxLinkLength ? null : link
}
