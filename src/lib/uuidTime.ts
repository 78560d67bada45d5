const earliest = Date.UTC(2020, 0, 1)

/**
 * When a UUID of version 7 was made. Null for other IDs and for times before 2020 or more than a day after `now` (milliseconds).
 */
export function uuidTime(id: string, now: number): Date | null {
  const digits = /^([0-9a-f]{8})-([0-9a-f]{4})-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i.exec(id)
  if (!digits) return null
  const time = Number.parseInt(`${digits[1]}${digits[2]}`, 16)
  return time < earliest || time > now + 86_400_000 ? null : new Date(time)
}
