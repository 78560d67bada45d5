import { useEffect, useState } from 'react'

/** Counts down the seconds of the latest call of `wait`; 0 when they are over. */
export function useSecondsLeft(): [seconds: number, wait: (seconds: number) => void] {
  const [until, setUntil] = useState(0)
  const [now, setNow] = useState(0)
  const seconds = Math.max(0, Math.ceil((until - now) / 1000))
  const isOver = seconds === 0

  useEffect(() => {
    if (isOver) return
    const timer = setInterval(() => setNow(Date.now()), 250)
    return () => clearInterval(timer)
  }, [isOver, until])

  function wait(forSeconds: number) {
    setNow(Date.now())
    setUntil(Date.now() + forSeconds * 1000)
  }

  return [seconds, wait]
}
