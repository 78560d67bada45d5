import { expect, test } from 'vitest'
import { inSlices } from './inSlices.ts'

function busyFor(milliseconds: number) {
  const until = performance.now() + milliseconds
  while (performance.now() < until);
}

test('all items are processed in order, with pauses in between', async () => {
  const done: number[] = []
  let others = 0
  const timer = setInterval(() => {
    others += 1
  })
  await inSlices([1, 2, 3, 4, 5, 6], (item) => {
    busyFor(8)
    done.push(item)
  })
  clearInterval(timer)
  expect(done).toEqual([1, 2, 3, 4, 5, 6])
  expect(others).toBeGreaterThan(0)
})

test('fast work does not pause', async () => {
  let others = 0
  const timer = setTimeout(() => {
    others += 1
  })
  await inSlices([1, 2, 3], () => undefined)
  clearTimeout(timer)
  expect(others).toBe(0)
})

test('an abort ends it before the next item', async () => {
  const stop = new AbortController()
  const done: number[] = []
  const going = inSlices(
    [1, 2, 3],
    (item) => {
      done.push(item)
      if (item === 2) stop.abort()
    },
    stop.signal,
  )
  await expect(going).rejects.toBe(stop.signal.reason)
  expect(done).toEqual([1, 2])
})

test('an error in the work ends it', async () => {
  const fault = new Error('full')
  const going = inSlices([1, 2], () => {
    throw fault
  })
  await expect(going).rejects.toBe(fault)
})
