import { useInterval } from '@mantine/hooks'
import { useState } from 'react'

/** The time in milliseconds since 1970, new every `everyMs`, so that "3 min ago" stays true. */
export function useNow(everyMs: number): number {
  const [now, setNow] = useState(() => Date.now())
  useInterval(() => setNow(Date.now()), everyMs, { autoInvoke: true })
  return now
}
