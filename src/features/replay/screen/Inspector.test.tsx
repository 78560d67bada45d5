import { cleanup, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { fakePlayer } from './fakePlayer.fixture.ts'
import { item, loadWith } from './fakeLoad.fixture.ts'
import { Inspector } from './Inspector.tsx'
import { Transcript } from './Transcript.tsx'

const longError = `TypeError: ${'cannot read the price of a basket that was emptied '.repeat(4)}`
const items = [
  item({ at: 1000, text: 'Clicked “Add”' }),
  item({ at: 16_314, kind: 'console', level: 'error', text: longError }),
  item({ at: 20_000, text: 'Clicked “Pay”' }),
]

// The list renders what fits, and elements have no size here.
beforeEach(() => vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(600))
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

test('“Errors only” leaves the errors, and choosing a type leaves it', async () => {
  render(<Inspector load={loadWith({ items })} listedSeconds={null} player={null} notes={[]} noteActions={() => null} />)
  expect(await screen.findAllByRole('listitem')).toHaveLength(3)
  await userEvent.click(screen.getByRole('button', { name: 'Errors only 1' }))
  expect(screen.getAllByRole('listitem')).toHaveLength(1)
  await userEvent.click(screen.getByRole('button', { name: 'Clicks 2' }))
  expect(screen.getAllByRole('listitem')).toHaveLength(3)
})

test('an error without details opens to its whole text', async () => {
  render(<Inspector load={loadWith({ items })} listedSeconds={null} player={null} notes={[]} noteActions={() => null} />)
  const error = await screen.findByRole('button', { name: /TypeError/ })
  expect(error.title).toBe(longError)
  await userEvent.click(screen.getByRole('button', { name: 'Details' }))
  expect(error.title).toBe('')
  expect(error.textContent).toContain(longError)
})

test('says that events load, and that errors may follow', async () => {
  const { rerender } = render(
    <Inspector load={loadWith({})} listedSeconds={null} player={null} notes={[]} noteActions={() => null} />,
  )
  expect(screen.getByText('Loading events…')).toBeDefined()
  rerender(
    <Inspector
      load={loadWith({ items: items.slice(0, 1) })}
      listedSeconds={null}
      player={null}
      notes={[]}
      noteActions={() => null}
    />,
  )
  await userEvent.click(screen.getByRole('button', { name: 'Errors only 0' }))
  expect(screen.getByText('No errors so far.')).toBeDefined()
  rerender(
    <Inspector
      load={loadWith({ items: items.slice(0, 1), end: { kind: 'complete' } })}
      listedSeconds={null}
      player={null}
      notes={[]}
      noteActions={() => null}
    />,
  )
  expect(screen.getByText('No errors.')).toBeDefined()
})

test('a line of the transcript is a link to its moment', async () => {
  const { player } = fakePlayer()
  const subject = {
    listedSeconds: null,
    id: 'a',
    person: null,
    zone: null,
    postHogLinkAt: null,
    linkAt: (seconds: number) => `/recordings/a?t=${seconds}`,
  }
  render(<Transcript load={loadWith({ items })} player={player} subject={subject} notes={[]} />)
  await userEvent.click(screen.getByText('Transcript'))
  const line = screen.getByRole('link', { name: /Console error: TypeError/ })
  expect(line.getAttribute('href')).toBe('/recordings/a?t=16.314')
  await userEvent.click(line)
  expect(player.seek).toHaveBeenCalledExactlyOnceWith(16_314)
})
