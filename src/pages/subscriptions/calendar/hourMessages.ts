import { weekdayNames } from '#features/schedule/weekdays.ts'
import type { Plan } from './planDeliveries.ts'
import { counted, formatNumber, formatPercent } from '#lib/format.ts'
import { formatTime } from '#lib/instant.ts'

export const weekdays = weekdayNames.map((name) => name.replace(/^./, (letter) => letter.toUpperCase()))

/** "9:00 AM". */
export function hourText(hour: number): string {
  return formatTime(Date.UTC(1970, 0, 1, hour), null)
}

/** The longest run of hours without deliveries on any weekday, across midnight too; null without one. */
export function quietHours(hours: readonly number[]): { from: number; to: number } | null {
  const isQuiet = Array.from({ length: 24 }, (_, hour) => weekdays.every((_name, weekday) => hours[weekday * 24 + hour] === 0))
  if (isQuiet.every(Boolean)) return null
  let best: { from: number; length: number } = { from: 0, length: 0 }
  for (let from = 0; from < 24; from += 1) {
    let length = 0
    while (length < 24 && isQuiet[(from + length) % 24]) length += 1
    if (length > best.length) best = { from, length }
  }
  return best.length === 0 ? null : { from: best.from, to: (best.from + best.length) % 24 }
}

/** Sentences about the busiest hour, deliveries on the hour, and quiet hours. */
export function hourSentences({ hours, peaks, total, onTheHour }: Plan): string[] {
  if (total === 0) return []
  const max = Math.max(...hours)
  const slot = hours.indexOf(max)
  const peak = peaks[slot] ?? 0
  const together = peak > 1 ? `, up to ${formatNumber(peak)} in the same minute` : ''
  const quiet = quietHours(hours)
  return [
    `Busiest: ${weekdays[Math.floor(slot / 24)]} ${hourText(slot % 24)}, ${counted(max, 'delivery', 'deliveries')}${together}.`,
    `${formatPercent(onTheHour / total)} start on the hour.`,
    quiet ? `No deliveries ${hourText(quiet.from)}–${hourText(quiet.to)} on any day.` : 'Every hour has deliveries on some day.',
  ]
}
