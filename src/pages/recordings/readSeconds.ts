/** Reads "90", "1:30", "1:02:03", "5m", "2h" or "90s" as whole seconds. Returns "" for "" and null for anything else. */
export function readSeconds(typed: string): string | null {
  const text = typed.trim().toLowerCase()
  if (text === '') return ''
  const unit = /^(\d+)\s*(s|sec|m|min|h)?$/.exec(text)
  if (unit) {
    const size = { h: 3600, m: 60, min: 60 }[unit[2] ?? ''] ?? 1
    return bounded(Number(unit[1]) * size)
  }
  const clock = /^(?:(\d+):)?(\d{1,3}):([0-5]\d)$/.exec(text)
  return clock ? bounded(Number(clock[1] ?? 0) * 3600 + Number(clock[2]) * 60 + Number(clock[3])) : null
}

function bounded(seconds: number): string | null {
  return seconds <= 9_999_999 ? String(seconds) : null
}
