import { act, cleanup, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, test, vi } from 'vitest'
import { item, loadWith } from './fakeLoad.fixture.ts'
import { fakePlayer } from './fakePlayer.fixture.ts'
import { NextAtEnd } from './NextAtEnd.tsx'
import { ErrorButtons, PlaybackButtons } from './PlaybackButtons.tsx'

afterEach(cleanup)

const error = (at: number) => item({ at, kind: 'console', level: 'error' })

const press = (name: string) => userEvent.click(screen.getByRole('button', { name }))
const names = () => screen.getAllByRole('button').map((button) => button.getAttribute('aria-label'))

function open(...errors: number[]) {
  const { player, set } = fakePlayer()
  render(
    <>
      <PlaybackButtons player={player} />
      <ErrorButtons load={loadWith({ items: errors.map(error) })} player={player} />
    </>,
  )
  return { player, set }
}

test('back and forward move ten seconds, and the buttons keep their order while playing', async () => {
  const { player, set } = open()
  const paused = names()
  await press('Forward 10 s')
  await press('Forward 10 s')
  await press('Back 10 s')
  expect(player.get().position).toBe(10_000)
  set({ isRunning: true, status: 'playing' })
  await screen.findByRole('button', { name: 'Pause' })
  expect(names()).toEqual(paused.map((name) => (name === 'Play' ? 'Pause' : name)))
})

test('goes from error to error and stops at the last', async () => {
  const { player } = open(4000, 16_314)
  expect(screen.getByText('2 errors')).toBeDefined()
  await press('Next error')
  await press('Next error')
  expect(player.get().position).toBe(16_414)
  expect(screen.getByRole('button', { name: 'Next error' }).getAttribute('aria-disabled')).toBe('true')
  await press('Next error')
  expect(player.get().position).toBe(16_414)
  await press('Previous error')
  expect(player.get().position).toBe(4100)
})

test('while playing, going back passes the error that was just shown', async () => {
  const { player, set } = open(4000, 9000)
  set({ position: 9400, isRunning: true, status: 'playing' })
  await press('Previous error')
  expect(player.get().position).toBe(4100)
})

test('says that there are no errors', () => {
  open()
  expect(screen.getByText('No errors')).toBeDefined()
})

test('the next recording is offered at the end only', async () => {
  const { player, set } = fakePlayer()
  const onNext = vi.fn<() => void>()
  render(<NextAtEnd player={player} onNext={onNext} />)
  expect(screen.queryByRole('button')).toBeNull()
  act(() => set({ status: 'ended' }))
  await press('Watch next recording')
  expect(onNext).toHaveBeenCalledOnce()
})
