let numbers: Intl.NumberFormat | undefined

/** Where digits are grouped by threes with a comma. */
const isPlainEnglish = /^en(-(US|GB|CA|AU|NZ|IE))?$/.test(globalThis.navigator?.language ?? 'en')

/**
 * "2,400", by the browser's locale. Whole numbers do without Intl where they can: its first object takes a slow computer a
 * quarter of a second, which the first rows would wait for.
 */
export function formatNumber(value: number): string {
  const isSmall = Math.abs(value) < 1000
  if (Number.isSafeInteger(value) && (isSmall || isPlainEnglish)) return String(value).replace(/\B(?=(?:\d{3})+$)/g, ',')
  numbers ??= new Intl.NumberFormat()
  return numbers.format(value)
}

/** "1 recording", "2,400 recordings": the word for one, and the one for any other number where an s does not make it. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${formatNumber(count)} ${count === 1 ? one : many}`
}
