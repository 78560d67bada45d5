function twoDigits(part: number): string {
  return String(part).padStart(2, '0')
}

/** Local date (YYYY-MM-DD) of an instant in milliseconds since 1970. */
export function localDay(now: number): string {
  const date = new Date(now)
  return `${date.getFullYear()}-${twoDigits(date.getMonth() + 1)}-${twoDigits(date.getDate())}`
}
