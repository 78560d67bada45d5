import { waitText } from '#lib/duration.ts'
import { useNow } from '#ui/useNow.ts'

/** "in 12 s", counting down. `until` in milliseconds since 1970. */
export function Countdown({ until }: { until: number }) {
  const now = useNow(1000)
  const seconds = Math.max(0, Math.ceil((until - now) / 1000))
  return seconds === 0 ? 'now' : `in ${waitText(seconds)}`
}
