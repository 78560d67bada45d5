import { capturedId } from '../demo/data/capturedRows.ts'
import { sessionFacts } from '../demo/data/sessionFacts.ts'
import { snapshotFailures } from '../demo/data/snapshotFailures.ts'
import { type Desk, expect, test } from './desk.ts'
import { expectShown, followReplay, openReplay, position, ready, recordingPage, secondsOf, seek, shown } from './replay.ts'

const shop = capturedId('shop-checkout')

async function snapshotCalls(desk: Desk) {
  return (await desk.calls()).filter(({ method, path }) => method === 'GET' && path.includes('/snapshots'))
}

test('a link opens at its time; the basket and typed text appear when they did, up to the end and again', async ({
  page,
  desk,
  context,
}) => {
  await test.step('opens a link at its time and copies a link with the time', async () => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await openReplay(desk, shop, 33)
    await expectShown(page, '£52.90')
    await expect(position(page)).toHaveAttribute('aria-valuetext', '0:33 of 0:39')
    const pageAndTime = page.getByRole('group', { name: 'Page and time' })
    await expect(pageAndTime).toContainText('shop.example/checkout')
    const size = page.viewportSize()
    await page.setViewportSize({ width: 390, height: 844 })
    const url = await pageAndTime.locator(':scope > :first-child').boundingBox()
    expect(url?.width, 'the URL is readable on a phone').toBeGreaterThan(100)
    if (size) await page.setViewportSize(size)
    await page.getByRole('button', { name: 'Copy link to 0:33' }).click()
    const copied = await page.evaluate(() => navigator.clipboard.readText())
    expect(copied).toBe(`${desk.origin}${recordingPage(shop, 33)}&host=${encodeURIComponent(new URL(desk.demo.origin).host)}`)
  })
  await test.step('plays: the basket and typed text appear at the right time', async () => {
    await expect(page.getByRole('region', { name: 'Replay' })).toBeVisible()
    await seek(page, 9.5)
    await expectShown(page, 'Tulip')
    expect((await shown(page)).text).not.toContain('is in your basket.')
    await page.getByRole('button', { name: 'Play' }).click()
    await expectShown(page, 'is in your basket.')
    expect(await secondsOf(page)).toBeGreaterThan(10.6)
    await page.getByRole('button', { name: 'Pause', exact: true }).click()
    await expect(page).toHaveURL(/\?t=1\d/)
    const paused = await secondsOf(page)
    expect(paused).toBeLessThan(16)
    await seek(page, 30)
    await expect.poll(async () => (await shown(page)).values).toContain('7 Quarry Rigg')
  })
  await test.step('stops at the end and plays again from the start', async () => {
    await seek(page, 36)
    await page.getByRole('combobox', { name: 'Speed' }).selectOption('8×')
    await page.getByRole('button', { name: 'Play' }).click()
    await expect(position(page)).toHaveAttribute('aria-valuetext', '0:39 of 0:39')
    await expect(page.getByRole('button', { name: 'Play' })).toHaveAttribute('title', 'Play from the start')
    await expectShown(page, 'LP-20418')
    await page.getByRole('button', { name: 'Play' }).click()
    await expect(page.getByRole('button', { name: 'Pause', exact: true })).toBeVisible()
    await expectShown(page, 'Autumn in a small garden')
  })
})

/** Pseudorandom numbers between 0 and 1, the same in every run. */
function* randomNumbers(seed: number): Generator<number, never> {
  for (let state = seed; ;) {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31
    yield state / 2 ** 31
  }
}

for (const name of ['shop-checkout', 'workshop-board', 'two-tabs']) {
  test(`every seek shows the page at that time: ${name}`, async ({ page, desk }) => {
    test.setTimeout(90_000)
    const facts = sessionFacts(name)
    await openReplay(desk, capturedId(name))
    await page.getByRole('checkbox', { name: 'Mouse trail' }).uncheck()
    const duration = Number(await position(page).getAttribute('max'))
    const random = randomNumbers(7)
    const tabs = page.getByRole('combobox', { name: 'Tab' })
    for (let round = 0; round < 18; round += 1) {
      const target = round % 6 === 5 ? 0 : random.next().value * duration
      await test.step(`${round}: ${target.toFixed(3)} s, ${['paused', 'playing', 'played a little first'][round % 3]}`, async () => {
        const isPlayed = (await secondsOf(page)) < duration - 5
        if (round % 3 === 1 && isPlayed) {
          // Seeks during playback and checks the frame after pausing.
          await page.getByRole('button', { name: 'Play' }).click()
          await seek(page, Math.min(target, duration - 5))
          await page.getByRole('button', { name: 'Pause', exact: true }).click()
        }
        if (round % 3 === 2 && isPlayed) {
          await page.getByRole('button', { name: 'Play' }).click()
          const before = await secondsOf(page)
          await expect.poll(() => secondsOf(page)).not.toBe(before)
          await page.getByRole('button', { name: 'Pause', exact: true }).click()
        }
        if (round % 3 !== 1 || !isPlayed) await seek(page, target)
        const at = round % 3 === 1 && isPlayed ? await secondsOf(page) : target
        for (const windowId of new Set(facts.map((fact) => fact.windowId))) {
          if ((await tabs.count()) > 0) await tabs.selectOption(windowId)
          const { text, values } = await shown(page)
          const own = facts.filter((fact) => fact.windowId === windowId)
          for (const { kind, words } of own) {
            const times = own.filter((fact) => fact.kind === kind && fact.words === words)
            // A change within a few milliseconds of this time may be visible or not.
            if (times.some(({ from, until }) => Math.abs(at - from) < 0.02 || Math.abs(at - (until ?? -1)) < 0.02)) continue
            const isVisible = kind === 'text' ? text.includes(words) : values.includes(words)
            const isDue = times.some(({ from, until }) => from <= at && (until === null || at < until))
            expect(isVisible, `${words} at ${at}`).toBe(isDue)
          }
        }
      })
    }
  })
}

test('seeking to 0 and to 90 s while paused shows no stale frame; playing skips inactivity and says how long it was', async ({
  page,
  desk,
}) => {
  await openReplay(desk, capturedId('long-visit'))
  const facts = sessionFacts('long-visit').filter(({ kind }) => kind === 'text')
  for (const at of [90, 0, 90, 0, 90]) {
    await seek(page, at)
    const { text } = await shown(page)
    for (const { words } of facts) {
      const times = facts.filter((fact) => fact.words === words)
      if (at === 0 || times.some(({ from, until }) => Math.abs(at - from) < 0.02 || Math.abs(at - (until ?? -1)) < 0.02)) continue
      expect(text.includes(words), `${words} at ${at}`).toBe(
        times.some(({ from, until }) => from <= at && (until === null || at < until)),
      )
    }
  }
  await page.getByRole('checkbox', { name: 'Skip inactivity' }).check()
  await page.getByRole('combobox', { name: 'Speed' }).selectOption('8×')
  await page.getByRole('button', { name: 'Play' }).click()
  await expect(page.getByText(/^Skipped \d+ (s|min) of inactivity$/).first()).toBeVisible()
})

test('a link plays to the end without loading what comes before', async ({ page, desk }) => {
  await desk.exploreDemo('/settings')
  for (const seconds of [99_999, 12]) {
    await test.step(`${seconds} s`, async () => {
      await desk.follow('/watch')
      await followReplay(desk, snapshotFailures.manyBlocks.id, seconds)
      await ready(page)
      await page.getByRole('combobox', { name: 'Speed' }).selectOption('8×')
      await page.getByRole('button', { name: 'Play' }).click()
      await expect(page.getByRole('button', { name: 'Play' })).toHaveAttribute('title', 'Play from the start')
    })
  }
})

test('shortcuts play, seek and change the speed; ? lists them and Settings turn them off', async ({ page, desk }) => {
  await openReplay(desk, shop)
  await page.keyboard.press('5')
  await expect(position(page)).toHaveAttribute('aria-valuetext', '0:19 of 0:39')
  await page.keyboard.press('ArrowRight')
  await expect(position(page)).toHaveAttribute('aria-valuetext', '0:24 of 0:39')
  await page.keyboard.press('l')
  await expect(position(page)).toHaveAttribute('aria-valuetext', '0:34 of 0:39')
  await page.keyboard.press('j')
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('Shift+>')
  await expect(page.getByRole('combobox', { name: 'Speed' })).toHaveValue('2')
  await page.keyboard.press('Shift+<')
  await expect(page.getByRole('combobox', { name: 'Speed' })).toHaveValue('1')
  await page.keyboard.press(' ')
  await expect(page.getByRole('button', { name: 'Pause', exact: true })).toBeVisible()
  await page.keyboard.press(' ')
  await expect(page.getByRole('button', { name: 'Play' })).toBeVisible()
  await page.keyboard.press('?')
  const list = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await expect(list).toContainText('Play or pause')
  await list.getByRole('button', { name: 'Close' }).click()
  await page.keyboard.press('f')
  await expect.poll(() => page.evaluate(() => document.fullscreenElement !== null)).toBe(true)
  await page.keyboard.press('f')
  await expect.poll(() => page.evaluate(() => document.fullscreenElement === null)).toBe(true)
  await desk.follow('/settings')
  await page.getByRole('checkbox', { name: /Single-key/ }).uncheck()
  await desk.follow(recordingPage(shop))
  await ready(page)
  await page.keyboard.press('5')
  await page.keyboard.press(' ')
  await expect(page.getByRole('button', { name: 'Play' })).toBeVisible()
  await expect(position(page)).toHaveAttribute('aria-valuetext', '0:00 of 0:39')
})

test('five seconds of playback mark a recording as viewed once, unless Settings turn it off', async ({ page, desk }) => {
  await openReplay(desk, shop)
  await page.getByRole('button', { name: 'Play' }).click()
  await expect(page.getByRole('button', { name: 'Viewed', exact: true })).toBeVisible()
  await seek(page, 36)
  await page.getByRole('combobox', { name: 'Speed' }).selectOption('8×')
  await expect(page.getByRole('button', { name: 'Play' })).toBeVisible()
  const changes = (await desk.calls()).filter(({ method }) => method === 'PATCH')
  expect(changes).toHaveLength(1)
  await desk.follow('/settings')
  await page.getByRole('checkbox', { name: /Mark recordings as viewed/ }).uncheck()
  await desk.follow(recordingPage(capturedId('join-form')))
  await ready(page)
  await page.getByRole('button', { name: 'Play' }).click()
  await page.getByRole('combobox', { name: 'Speed' }).selectOption('1×')
  await expect.poll(() => secondsOf(page)).toBeGreaterThan(6)
  await expect(page.getByRole('button', { name: 'Mark as viewed' })).toBeVisible()
})

test('watching a cached recording again requests no snapshots', async ({ page, desk }) => {
  await openReplay(desk, shop)
  await page.getByText('Transcript', { exact: true }).click()
  await expect(page.getByText('Incomplete: only part of the recording')).toHaveCount(0)
  await expect(page.getByRole('region', { name: 'Transcript' })).toContainText('Opened shop.example/')
  const before = (await snapshotCalls(desk)).length
  expect(before).toBeGreaterThan(0)
  await expect
    .poll(async () => {
      await page.reload()
      await ready(page)
      await expectShown(page, 'Autumn in a small garden')
      return (await snapshotCalls(desk)).length - before
    })
    .toBe(0)
  await desk.follow('/settings')
  await page.getByRole('checkbox', { name: /Keep watched recordings/ }).uncheck()
  await desk.follow(recordingPage(shop))
  await ready(page)
  await expectShown(page, 'Autumn in a small garden')
  expect((await snapshotCalls(desk)).length).toBeGreaterThan(before)
})

test.describe('a slow block', () => {
  test.use({ demoOptions: { slowRecordingMs: 1500 } })
  test('is waited for, then the first page is shown', async ({ page, desk }) => {
    await openReplay(desk, snapshotFailures.slowBlock.id)
    await expect.poll(async () => (await shown(page)).text.length).toBeGreaterThan(20)
    expect((await snapshotCalls(desk)).length).toBeGreaterThan(0)
  })
})

for (const edition of ['documented', 'old', 'mid', 'newest'] as const) {
  test.describe(edition, () => {
    test.use({ demoOptions: { edition } })
    test('plays with the parameters that this server knows', async ({ page, desk }) => {
      if (edition === 'documented') desk.expectComplaint(/404/) // it knows /api/environments/ only
      await openReplay(desk, shop, 33)
      await expectShown(page, '£52.90')
      const requests = (await snapshotCalls(desk)).map(({ path }) => new URL(path, 'http://demo.test').searchParams)
      for (const parameters of requests) {
        const [first, last] = ['start_blob_key', 'end_blob_key'].map((name) => parameters.get(name))
        if (first && last) expect(Number(last) - Number(first)).toBeLessThan(20)
        if (edition === 'newest' && parameters.get('source') === 'blob_v2') expect(last).not.toBeNull()
        if (edition === 'mid' && !parameters.has('source')) expect(parameters.get('blob_v2')).toBe('true')
      }
      expect((await snapshotCalls(desk)).every(({ status }) => status === 200)).toBe(true)
    })
  })
}

test.describe('under the free plan', () => {
  test.use({ demoOptions: { ratePlan: 'free' } })
  test('plays a recording of more than forty blocks without a refusal', async ({ page, desk }) => {
    await openReplay(desk, snapshotFailures.manyBlocks.id)
    await page.getByRole('combobox', { name: 'Speed' }).selectOption('8×')
    await page.getByRole('button', { name: 'Play' }).click()
    await expect(page.getByRole('button', { name: 'Play' })).toHaveAttribute('title', 'Play from the start')
    const calls = await snapshotCalls(desk)
    expect(calls.length).toBeLessThanOrEqual(5)
    expect(calls.filter(({ status }) => status === 429)).toEqual([])
  })
})
