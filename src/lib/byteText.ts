import { formatNumber } from './format.ts'

const units = ['bytes', 'kB', 'MB', 'GB', 'TB']

/** "410 bytes", "120 kB", "3.4 MB": a size in powers of 1,000. */
export function byteText(bytes: number): string {
  let size = bytes
  let unit = 0
  while (size >= 999.5 && unit < units.length - 1) {
    size /= 1000
    unit += 1
  }
  const rounded = unit > 0 && size < 9.95 ? Math.round(size * 10) / 10 : Math.round(size)
  return `${formatNumber(rounded)} ${bytes === 1 ? 'byte' : units[unit]}`
}
