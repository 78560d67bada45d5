const earliest = Date.UTC(2020, 0, 1)

/**
 * When an id was made, where the id tells: a UUID of version 7 starts with the milliseconds since 1970. Null for all others and
 * for moments that cannot be, before 2020 or later than `now` (milliseconds) by more than a day.
 */
export function uuidTime(id: string, now: number): Date | null {
  const digits = /^([0-9a-f]{8})-([0-9a-f]{4})-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i.exec(id)
  if (!digits) return null
  const time = Number.parseInt(`${digits[1]}${digits[2]}`, 16)
  return time < earliest || time > now + 86_400_000 ? null : new Date(time)
}
