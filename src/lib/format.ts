/** The browser's locale; a fixed one outside of browsers, as in unit tests. */
export const locale = typeof navigator === 'undefined' ? 'en-US' : undefined

let numbers: Intl.NumberFormat | undefined

const isPlainEnglish = /^en(-(US|GB|CA|AU|NZ|IE))?$/.test(globalThis.navigator?.language ?? 'en')

/**
 * "2,400", in the browser's locale. Whole numbers avoid Intl where they can: its first object takes a slow computer a quarter of
 * a second, which would delay the first rows.
 */
export function formatNumber(value: number): string {
  const isSmall = Math.abs(value) < 1000
  if (Number.isSafeInteger(value) && (isSmall || isPlainEnglish)) return String(value).replace(/\B(?=(?:\d{3})+$)/g, ',')
  numbers ??= new Intl.NumberFormat(locale)
  return numbers.format(value)
}

/** "43%" of a ratio from 0 to 1, rounded to a whole percent. */
export function formatPercent(ratio: number): string {
  return `${formatNumber(Math.round(100 * ratio))}%`
}

/** "1 recording", "2,400 recordings". `many` is needed only where the plural is not `one` with an s. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${formatNumber(count)} ${count === 1 ? one : many}`
}
