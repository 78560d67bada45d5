import { act, cleanup, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useSyncExternalStore } from 'react'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { JobView, JobWork } from './job.ts'
import { JobDialog } from './JobDialog.tsx'
import { findJob, jobStore, showJob } from './jobStore.ts'
import { startJob } from './startJob.ts'

const connection = { id: 'a', host: 'https://posthog.example', key: 'phx_1', projectId: '1' }
const view: JobView = {
  title: 'Revoke public links',
  noun: 'public link',
  nouns: 'public links',
  outcomeLabel: (outcome) => (outcome === 'done' ? 'Revoked' : 'Failed'),
  retryable: new Set(['failed']),
}

let opened = 0

/** A job whose items are settled by the test, shown in its dialog. */
async function openJob() {
  let work: JobWork | undefined
  const finish = new AbortController()
  const order = {
    id: `job ${(opened += 1)}`,
    title: 'Revoking 3 public links',
    connection,
    items: ['x', 'y', 'z'].map((id) => ({ id, name: `Link ${id}`, outcome: 'waiting', why: null, at: null })),
    perform: (given: JobWork) => {
      work = given
      return new Promise<void>((resolve) => finish.signal.addEventListener('abort', () => resolve()))
    },
    view,
  }
  const ended = startJob(order)
  showJob(order.id)
  render(<Shown />)
  await screen.findByRole('progressbar')
  return {
    id: order.id,
    user: userEvent.setup(),
    settle: (id: string, outcome: string, why: string | null = null) => act(() => work?.settle([id], outcome, why)),
    end: () =>
      act(async () => {
        finish.abort()
        await ended
      }),
    restarted: () => work,
  }
}

/** Shows a job's dialog while the store says that it is open, as the app does. */
function Shown() {
  const { jobs, shownId } = useSyncExternalStore(jobStore.subscribe, jobStore.get)
  const running = jobs.find(({ job }) => job.id === shownId)
  return running ? <JobDialog running={running} /> : null
}

beforeEach(() => jobStore.set({ jobs: [], shownId: null }))
afterEach(cleanup)

const outcomes = () =>
  within(screen.getByRole('list', { name: 'Outcomes' }))
    .getAllByRole('listitem')
    .map(({ textContent }) => textContent)

test('shows how far it is, and each outcome with its reason', async () => {
  const { settle } = await openJob()
  settle('y', 'failed', 'The server is busy.')
  expect(await screen.findByText(/1 of 3/)).toBeTruthy()
  expect(outcomes()).toEqual(['Link xWaiting', 'Link yFailedThe server is busy.', 'Link zWaiting'])
})

test('a pause is told and ended by the same button', async () => {
  const { user } = await openJob()
  await user.click(screen.getByRole('button', { name: 'Pause' }))
  expect(screen.getByText('Paused.')).toBeTruthy()
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Resume' }))
  await user.click(screen.getByRole('button', { name: 'Resume' }))
  expect(screen.queryByText('Paused.')).toBeNull()
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Pause' }))
})

test('cancelling says what is still waited for and cannot be pressed twice', async () => {
  const { user } = await openJob()
  await user.click(screen.getByRole('button', { name: 'Cancel' }))
  expect(screen.getByText('Stopping: waiting for the current request.')).toBeTruthy()
  expect(screen.getByRole('button', { name: 'Cancel' })).toHaveProperty('disabled', true)
})

test('at its end failures come first, and only they are tried again', async () => {
  const { user, settle, end, restarted } = await openJob()
  settle('x', 'done')
  settle('y', 'done')
  settle('z', 'failed')
  await end()
  expect(outcomes()[0]).toBe('Link zFailed')
  await user.click(screen.getByRole('button', { name: 'Retry 1 public link' }))
  expect(restarted()?.items.map(({ id }) => id)).toEqual(['z'])
})

test('closing it stops nothing; once ended, closing takes the job off the screen', async () => {
  const { id, user, end } = await openJob()
  await user.click(screen.getByRole('button', { name: 'Continue in background' }))
  expect(findJob(id)?.job).toMatchObject({ isCancelled: false, phase: { kind: 'working' } })
  await end()
  act(() => showJob(id))
  await user.click(screen.getByRole('button', { name: 'Done' }))
  expect(findJob(id)).toBeUndefined()
})
