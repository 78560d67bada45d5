import { vi } from 'vitest'
import type { Player, PlayerState } from '../frame/player.ts'

const initialState: PlayerState = {
  status: 'paused',
  isRunning: false,
  position: 0,
  speed: 1,
  skipInactivity: false,
  skipped: null,
  windowId: null,
  pinned: null,
  size: null,
  error: null,
}

/** For tests: a player without a page, whose state the test sets. */
export function fakePlayer() {
  const listeners = new Set<() => void>()
  let state = initialState
  const set = (change: Partial<PlayerState>) => {
    state = { ...state, ...change }
    for (const listener of listeners) listener()
  }
  const player = {
    get: () => state,
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    play: vi.fn<Player['play']>(),
    pause: vi.fn<Player['pause']>(),
    seek: vi.fn<Player['seek']>((position) => set({ position })),
    setSpeed: vi.fn<Player['setSpeed']>((speed) => set({ speed })),
    setSkipInactivity: vi.fn<Player['setSkipInactivity']>((skipInactivity) => set({ skipInactivity })),
    setMouseTail: vi.fn<Player['setMouseTail']>(),
    pin: vi.fn<Player['pin']>(),
    destroy: vi.fn<Player['destroy']>(),
  } satisfies Player
  return { player, set }
}
