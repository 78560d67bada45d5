import { afterEach, expect, test, vi } from 'vitest'
import { LoadHarness, loadFully } from '../loadHarness.fixture.ts'
import { summaryOf } from './summaryOf.ts'
import { transcriptOf } from './transcriptOf.ts'

let harness: LoadHarness

afterEach(() => {
  harness.controller.abort()
  vi.unstubAllGlobals()
})

async function transcript(name: string): Promise<string[]> {
  harness = new LoadHarness()
  vi.stubGlobal('fetch', harness.fetch)
  const { items, switches, duration } = await loadFully(harness.captured(name))
  const header = {
    recordingId: name,
    startedAt: new Date('2026-11-26T09:31:28Z'),
    duration,
    isComplete: true,
    summary: summaryOf(items, duration),
  }
  return transcriptOf(items, switches, header).split('\n')
}

test('describes a visit to the shop line by line', async () => {
  expect(await transcript('shop-checkout')).toEqual([
    'Recording shop-checkout',
    'Started 2026-11-26 09:31:28 UTC',
    'Duration 0:40',
    '',
    'Visited / → /products/tulip-negrita → / → /cart → /checkout → /thank-you.',
    'Clicked “See what is new”, “Seeds and bulbs”, “All”, “Tulip ‘Negrita’, 20 bulbs”, “Add to basket”, “Larch & Pine”, 5 more; typed into “Search the shop”, “Full name”, “E-mail”, “Street and number”, “Town”; chose “2”, “By bicycle, today”.',
    'No errors or failed requests. Ended on /thank-you after 0:40.',
    '',
    '0:00  Opened shop.example/',
    '0:01  Clicked “See what is new”',
    '0:03  Clicked “Seeds and bulbs”',
    '0:05  Clicked “All”',
    '0:05  Clicked “Search the shop”',
    '0:05  Typed “tulip” into “Search the shop”',
    '0:08  Clicked “Tulip ‘Negrita’, 20 bulbs”',
    '0:08  Opened shop.example/products/tulip-negrita',
    '0:09  Selected “2” in “Quantity”',
    '0:10  Clicked “Add to basket”',
    '0:12  Clicked “Larch & Pine”',
    '0:12  Opened shop.example/',
    '0:14  Clicked “Add”',
    '0:15  Clicked “Add”',
    '0:16  Clicked “Basket 4”',
    '0:17  Opened shop.example/cart',
    '0:19  Clicked “Remove Hand fork, ash”',
    '0:19  Console warning: basket: hand-fork went out again',
    '0:21  Clicked “Go to checkout”',
    '0:21  Opened shop.example/checkout',
    '0:22  Clicked “Full name”',
    '0:22  Typed “Maren Lindqvist” into “Full name”',
    '0:24  Clicked “E-mail”',
    '0:24  Typed “maren@lindqvist.example” into “E-mail”',
    '0:28  Clicked “Street and number”',
    '0:28  Typed “7 Quarry Rigg” into “Street and number”',
    '0:30  Clicked “Town”',
    '0:30  Typed “Bowness” into “Town”',
    '0:32  Clicked “By bicycle, today”',
    '0:32  Selected “By bicycle, today”',
    '0:36  Clicked “Place order”',
    '0:36  Opened shop.example/thank-you',
    '',
  ])
})

test('keeps masked text masked and includes failures and errors', async () => {
  const lines = await transcript('join-form')
  for (const line of [
    '0:07  Typed 14 masked characters into “Password”',
    '0:15  Selected “An allotment” in “What do you grow on?”',
    '0:15  Checked “I accept the rules of the club”',
    '0:16  Failed request: shop.example/api/members · 503',
    "0:16  Console error: Uncaught TypeError: Cannot read properties of null (reading 'number')",
  ]) {
    expect(lines.map((one) => one.slice(6))).toContain(line.slice(6))
  }
})

test('numbers tabs', async () => {
  const lines = await transcript('two-tabs')
  expect(lines).toContain('0:02  Switched to tab 2')
  expect(lines).toContain('0:09  Switched to tab 1')
  expect(lines.indexOf('0:02  Opened shop.example/journal/sharpening-secateurs')).toBe(
    lines.indexOf('0:02  Switched to tab 2') + 1,
  )
  expect(lines).toContain('0:13  Typed 5 masked characters into “Search the shop”')
})

test('includes recorder pauses and cleared text', async () => {
  expect(await transcript('long-visit')).toContain('2:55  Inactive, recording paused')
  const board = await transcript('workshop-board')
  expect(board).toContain('0:09  Cleared “Filter jobs”')
  expect(board).toContain('0:13  Typed “Blade is bent, call before grinding.” into “Note”')
})

test('describes charts and phones', async () => {
  expect(await transcript('sales-charts')).toContain('0:03  Clicked “90 days”')
  expect(await transcript('phone-visit')).toContain('0:06  Clicked “Menu”')
})

test('says if the recording is incomplete or has no events', () => {
  expect(transcriptOf([], [], { recordingId: null, startedAt: null, duration: null, isComplete: false, summary: [] })).toBe(
    'Recording\nIncomplete: only part of the recording was loaded.\n\nNo events to describe.\n',
  )
})
