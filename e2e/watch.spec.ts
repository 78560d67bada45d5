import { readFile, writeFile } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'
import { capturedId } from '../demo/data/capturedRows.ts'
import { playCaptured } from '../demo/snapshots/capturedTape.ts'
import { blocksOf } from '../demo/snapshots/tape.ts'
import { newBlockText } from '../demo/snapshots/writeLines.ts'
import { violations } from './accessibility.ts'
import { expect, test } from './desk.ts'
import { expectShown, openReplay, position, seek, shown } from './replay.ts'

const shop = capturedId('shop-checkout')

test('plays an exported recording without any server', async ({ page, desk }, info) => {
  await openReplay(desk, shop)
  const downloading = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export recording' }).click()
  const file = info.outputPath('recording.json')
  await (await downloading).saveAs(file)
  expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ version: '2023-04-28', data: { id: shop } })

  await page.evaluate(() => localStorage.clear())
  const before = (await desk.calls()).length
  await desk.open('/watch')
  await page.getByLabel('Recording file').setInputFiles(file)
  await expect(position(page)).toHaveAttribute('aria-valuetext', '0:00 of 0:40')
  await expectShown(page, 'Autumn in a small garden')
  await expect(page.getByText('According to the file, this is recording')).toContainText(shop.slice(-6))
  await seek(page, 33)
  await expectShown(page, '£52.90')
  expect((await shown(page)).sandboxes).toEqual(['allow-same-origin', 'allow-same-origin'])
  expect((await desk.calls()).length).toBe(before)
})

test('plays a dropped file with gzipped JSON lines', async ({ page, desk }) => {
  const blocks = blocksOf(playCaptured('join-form', Date.now() - 3_600_000, null))
  const lines = gzipSync(blocks.map(newBlockText).join(''))
  await desk.open('/watch')
  await expect(page.getByRole('heading', { level: 1, name: 'Watch a file' })).toBeVisible()
  expect(await violations(page)).toEqual([])
  const data = await page.evaluateHandle(
    ([bytes]) => {
      const transfer = new DataTransfer()
      transfer.items.add(new File([Uint8Array.from(bytes ?? [])], 'session.jsonl.gz'))
      return transfer
    },
    [[...lines]],
  )
  await page.getByText('Drop a recording here').dispatchEvent('drop', { dataTransfer: data })
  await expect(position(page)).toBeVisible()
  await expect.poll(async () => (await shown(page)).text).toContain('club')
})

const bad: [name: string, content: string | Uint8Array, message: RegExp][] = [
  ['empty.json', '', /This file is empty/],
  ['page.json', '<!doctype html><p>hello', /This is a web page, not a recording/],
  ['new.json', '{"version":"2031-01-01","data":{"id":"a"}}', /Export version “2031-01-01” isn’t supported/],
  ['none.json', '[]', /no recording events/],
  ['cut.json.gz', gzipSync('[{"type":4}]').subarray(0, 12), /isn’t a recording|couldn’t be read|no recording events/],
]

test('explains why a file isn’t a recording', async ({ page, desk }, info) => {
  await desk.open('/watch')
  for (const [name, content, message] of bad) {
    const file = info.outputPath(name)
    await writeFile(file, content)
    await page.getByLabel('Recording file').setInputFiles(file)
    await expect(page.getByRole('region', { name: 'Replay' }).getByRole('alert')).toContainText(message)
  }
})
