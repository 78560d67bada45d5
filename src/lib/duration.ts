/** A duration as a clock shows it: "0:07", "12:05", "1:02:09". Takes seconds; fractions are rounded. */
export function clockDuration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds))
  const minutes = Math.floor(whole / 60)
  const hours = Math.floor(minutes / 60)
  const tail = String(whole % 60).padStart(2, '0')
  return hours > 0 ? `${hours}:${String(minutes % 60).padStart(2, '0')}:${tail}` : `${minutes}:${tail}`
}

/** A moment to the tenth of a second, cut off: "0:16.3". Takes milliseconds. */
export function preciseClock(ms: number): string {
  const tenths = Math.floor(Math.max(0, ms) / 100)
  return `${clockDuration(Math.floor(tenths / 10))}.${tenths % 10}`
}

/** A wait: "12 s", "3 min", "1 hr 5 min". Takes seconds and rounds up, so that nobody comes back too early. */
export function waitText(seconds: number): string {
  const whole = Math.max(0, Math.ceil(seconds))
  if (whole < 90) return `${whole} s`
  const minutes = Math.ceil(whole / 60)
  if (minutes < 90) return `${minutes} min`
  const rest = minutes % 60
  return rest === 0 ? `${Math.floor(minutes / 60)} hr` : `${Math.floor(minutes / 60)} hr ${rest} min`
}

/** How long something took: "0.4 s", "12.3 s", "2 min 5 s". Takes milliseconds. */
export function elapsedText(ms: number): string {
  const tenths = Math.floor(Math.max(0, ms) / 100)
  const seconds = Math.floor(tenths / 10)
  return seconds < 60 ? `${seconds}.${tenths % 10} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`
}
