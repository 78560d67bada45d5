import { expect, test } from 'vitest'
import { Cancelled, createControl } from './control.ts'

test('paused work continues after resume, and says why it paused', async () => {
  const control = createControl<string>()
  control.pause('no network')
  expect(control.state()).toEqual({ paused: true, why: 'no network' })
  const going = control.waitUntilRunning().then(() => 'went on')
  expect(await Promise.race([going, Promise.resolve('held')])).toBe('held')
  control.resume()
  expect(await going).toBe('went on')
})

test('canceling ends a pause, a sleep and everything after', async () => {
  const control = createControl()
  control.pause(null)
  const held = control.waitUntilRunning()
  const asleep = control.sleep(Date.now() + 60_000)
  control.cancel()
  await expect(held).rejects.toThrow(Cancelled)
  await asleep
  await expect(control.waitUntilRunning()).rejects.toThrow(Cancelled)
})

test('the pause signal aborts at a pause, and not because of an earlier one', () => {
  const control = createControl()
  const before = control.pauseSignal()
  control.pause(null)
  expect(before.aborted).toBe(true)
  control.resume()
  const after = control.pauseSignal()
  expect(after.aborted).toBe(false)
  control.cancel()
  expect(after.aborted).toBe(true)
})

test('a pause does not cut a sleep short', async () => {
  const control = createControl()
  const until = Date.now() + 40
  const asleep = control.sleep(until)
  control.pause(null)
  await asleep
  expect(Date.now()).toBeGreaterThanOrEqual(until)
})
