/** The URL if it is http or https, otherwise null. */
export function safeUrl(text: string): string | null {
  let url: URL
  try {
    url = new URL(text)
  } catch {
    return null
  }
  return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : null
}

/** "https://shop.example/cart?x=1" becomes "shop.example/cart?x=1": the part that differs comes first. */
export function shortUrl(text: string): string {
  return text.replace(/^https?:\/\//i, '')
}
