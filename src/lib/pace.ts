export type Pace = {
  /** Takes how much is done and returns how much per second; null before it is known. */
  mark: (done: number) => number | null
  /** Call this after a pause: the time before it says nothing. */
  restart: () => void
}

const maxMarks = 60

/** `now` in milliseconds, by a clock that cannot be set. */
export function createPace(now: () => number = () => performance.now()): Pace {
  let marks: { time: number; done: number }[] = []
  return {
    mark(done) {
      const time = now()
      marks.push({ time, done })
      if (marks.length > maxMarks) marks.shift()
      const [first] = marks
      const seconds = first ? (time - first.time) / 1000 : 0
      return first && seconds > 1 && done > first.done ? (done - first.done) / seconds : null
    },
    restart() {
      marks = []
    },
  }
}
