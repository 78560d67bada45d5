const units = ['bytes', 'kB', 'MB', 'GB', 'TB']

/** "410 bytes", "120 kB", "3.4 MB": a size for people, in thousands. */
export function byteText(bytes: number): string {
  let size = bytes
  let unit = 0
  while (size >= 999.5 && unit < units.length - 1) {
    size /= 1000
    unit += 1
  }
  const digits = unit > 0 && size < 9.95 ? 1 : 0
  return `${size.toLocaleString('en', { maximumFractionDigits: digits })} ${bytes === 1 ? 'byte' : units[unit]}`
}
