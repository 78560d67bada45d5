/** The path, search and fragment of a link within this app; null for anything that leads, or may lead, to another site. */
export function ownPath(link: string | null): string | null {
  const own = 'https://own.invalid'
  if (!link?.startsWith('/') || !URL.canParse(link, own)) return null
  const { origin, pathname, search, hash } = new URL(link, own)
  return origin === own && !/^\/[/\\]/.test(pathname) ? pathname + search + hash : null
}
