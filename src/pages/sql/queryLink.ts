/** The most characters that a link may have: chats and mail programs cut longer ones. */
const maxLinkLength = 8000

/** The query that an address brings, after `#query=` or `?query=`; null where it brings none, or a broken one. */
export function readQueryLink({ search, hash }: { search: string; hash: string }): string | null {
  const text = new URLSearchParams(hash.replace(/^#/, '')).get('query') ?? new URLSearchParams(search).get('query')
  return text === null || text.trim() === '' ? null : text
}

/** The same address without its query. */
export function withoutQuery({ search, hash }: { search: string; hash: string }): { search: string; hash: string } {
  const params = new URLSearchParams(search)
  params.delete('query')
  const fragment = new URLSearchParams(hash.replace(/^#/, ''))
  return { search: params.size === 0 ? '' : `?${params}`, hash: fragment.has('query') ? '' : hash }
}

/**
 * The address of this page with the query in it; null where that would be too long. After `#`, which browsers send to no server:
 * a query may name people.
 */
export function queryLink(page: string, query: string): string | null {
  const link = `${page}#${new URLSearchParams({ query })}`
  return link.length > maxLinkLength ? null : link
}
