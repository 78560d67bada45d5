/** The address when it is plain http or https, else null: `javascript:`, `data:` and what is no address at all are text. */
export function safeUrl(text: string): string | null {
  let url: URL
  try {
    url = new URL(text)
  } catch {
    return null
  }
  return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : null
}

/** "https://shop.example/cart?x=1" becomes "shop.example/cart?x=1": what tells addresses apart comes first. */
export function shortUrl(text: string): string {
  return text.replace(/^https?:\/\//i, '')
}
