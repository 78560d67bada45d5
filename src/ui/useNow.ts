import { useEffect, useState } from 'react'

/** The time in milliseconds since 1970, new every `everyMs`, so that "3 min ago" stays true. */
export function useNow(everyMs: number): number {
  const [now, setNow] = useState(() => Date.now())
  // Talks to the clock.
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs)
    return () => clearInterval(timer)
  }, [everyMs])
  return now
}
