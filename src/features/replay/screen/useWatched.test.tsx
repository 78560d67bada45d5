import { renderHook } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { fakePlayer } from './fakePlayer.fixture.ts'
import { useWatched } from './useWatched.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function watch() {
  const { player, set } = fakePlayer()
  const onWatched = vi.fn<() => void>()
  const onPositionChange = vi.fn<(position: number) => void>()
  renderHook(() => useWatched(player, { onPositionChange, onWatched }))
  const end = () => set({ status: 'ended', isRunning: false })
  const play = (duration: number) => {
    set({ status: 'playing', isRunning: true })
    for (let played = 0; played < duration; played += 50) {
      vi.advanceTimersByTime(50)
      set({ position: player.get().position + 50 })
    }
  }
  return { play, end, onWatched, onPositionChange }
}

test('five seconds of playback count as watched, once', () => {
  const { play, end, onWatched } = watch()
  play(4900)
  expect(onWatched).not.toHaveBeenCalled()
  play(5000)
  end()
  expect(onWatched).toHaveBeenCalledOnce()
})

test('a recording shorter than five seconds counts as watched at its end', () => {
  const { play, end, onWatched } = watch()
  play(3000)
  expect(onWatched).not.toHaveBeenCalled()
  end()
  expect(onWatched).toHaveBeenCalledOnce()
})

test('the address follows playback every two seconds, and the end', () => {
  const { play, end, onPositionChange } = watch()
  play(5000)
  expect(onPositionChange).toHaveBeenCalledTimes(2)
  end()
  vi.advanceTimersByTime(400)
  expect(onPositionChange).toHaveBeenLastCalledWith(5000)
})
