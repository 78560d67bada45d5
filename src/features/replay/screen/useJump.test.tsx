import { renderHook } from '@testing-library/react'
import { expect, test } from 'vitest'
import { createReplayStore, type ReplayLoad } from '../replayLoad.ts'
import { item } from './fakeLoad.fixture.ts'
import { fakePlayer } from './fakePlayer.fixture.ts'
import { useJump } from './useJump.ts'

function isMatch({ text }: { text: string }): boolean {
  return text.includes('TypeError')
}

function open() {
  const store = createReplayStore()
  const load: ReplayLoad = { ...store, prioritize: () => undefined, loadAll: () => undefined, retry: () => undefined }
  const { player, set } = fakePlayer()
  renderHook(() => useJump(load, player, isMatch))
  return { player, set, load: (...items: ReturnType<typeof item>[]) => store.set({ items }) }
}

const click = item({ at: 1000 })
const error = item({ at: 20_000, kind: 'console', text: 'TypeError: x' })
const another = item({ at: 40_000, kind: 'console', text: 'TypeError: y' })

test('goes once to three seconds before the first match, when it has loaded', () => {
  const { player, load } = open()
  load(click)
  expect(player.seek).not.toHaveBeenCalled()
  load(click, error)
  load(click, error, another)
  expect(player.seek.mock.calls).toEqual([[17_000]])
})

test('stays where somebody has gone meanwhile', () => {
  const { player, set, load } = open()
  set({ position: 30_000 })
  load(click, error)
  expect(player.seek).not.toHaveBeenCalled()
})

test('a match in the first seconds plays from the start', () => {
  const { player, load } = open()
  load(item({ at: 2000, kind: 'console', text: 'TypeError' }))
  expect(player.seek).not.toHaveBeenCalled()
})
