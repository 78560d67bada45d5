import { cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { fakePlayer } from './fakePlayer.fixture.ts'
import { item, loadWith } from './fakeLoad.fixture.ts'
import { SeekBar } from './SeekBar.tsx'

afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

const items = [
  item({ at: 0, kind: 'navigation', text: 'Opened shop', details: [['URL', 'https://shop.example/cart']] }),
  item({ at: 20_000, kind: 'console', level: 'error', text: 'TypeError: no basket' }),
  item({ at: 38_000, text: 'Clicked “Pay”' }),
]

test('under the mouse are the time, the page and what happened there', () => {
  vi.spyOn(HTMLElement.prototype, 'getBoundingClientRect').mockReturnValue(new DOMRect(0, 0, 420, 42))
  render(<SeekBar load={loadWith({ items, duration: 40_000 })} player={fakePlayer().player} listedSeconds={null} notes={[]} />)
  const slider = screen.getByRole('slider', { name: 'Position' })
  fireEvent.pointerMove(slider, { clientX: 210 })
  const error = screen.getByText('TypeError: no basket')
  expect(error.closest('[aria-hidden]')?.textContent).toBe('0:20.0 shop.example/cartTypeError: no basket')
  fireEvent.pointerMove(slider, { clientX: 110 })
  expect(screen.queryByText('TypeError: no basket')).toBeNull()
  expect(screen.getByText('0:10.0')).toBeDefined()
})

test('the legend names the marks that this recording has', () => {
  render(
    <SeekBar
      load={loadWith({ items, duration: 40_000, activity: [1, 38_000] })}
      player={fakePlayer().player}
      listedSeconds={null}
      notes={[]}
    />,
  )
  const legend = within(screen.getByRole('list', { name: 'Legend' }))
  expect(legend.getAllByRole('listitem').map(({ textContent }) => textContent?.trim())).toEqual([
    'Error',
    'Page',
    'Click',
    'Activity',
  ])
})
