import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { desktop, launch, startServers } from './lib.ts'
import { heavyFiles } from './heavyFiles.ts'

/**
 * Plays recordings that are made to hold the tab, from files, and measures how long the page does not answer: the longest gap
 * between timers while it opens, and from a click on Pause to the paused player. Fails if a page stops answering.
 */
const longestSilence = 30_000

/** Runs in the page: the longest gap between timers of 10 ms since it was last asked. */
function watchGaps() {
  let last = performance.now()
  let longest = 0
  setInterval(() => {
    const now = performance.now()
    longest = Math.max(longest, now - last)
    last = now
  }, 10)
  Object.assign(window, {
    takeGap() {
      const gap = Math.max(longest, performance.now() - last)
      longest = 0
      return gap
    },
  })
}

const servers = await startServers()
const folder = mkdtempSync(join(tmpdir(), 'replay-desk-heavy-'))
const rows: Record<string, string>[] = []
const only = process.argv.find((one) => one.startsWith('--only='))?.slice(7)
for (const [name, make] of Object.entries(heavyFiles)) {
  if (only !== undefined && only !== name) continue
  const browser = await launch() // one that hangs is of no use to the next
  const page = await browser.newPage(desktop)
  page.setDefaultTimeout(longestSilence)
  await page.addInitScript(watchGaps)
  await page.goto(`${servers.dashboard.origin}/watch`)
  const text = make()
  const file = join(folder, 'recording.json')
  writeFileSync(file, text)
  await page.getByLabel('Recording file').setInputFiles(file)
  const began = performance.now()
  const row: Record<string, string> = { name, size: `${(text.length / 1e6).toFixed(1)} MB` }
  try {
    const play = page.getByRole('button', { name: 'Play', exact: true })
    await play.waitFor()
    row['shown after'] = `${Math.round(performance.now() - began)} ms`
    await play.click()
    await page.waitForTimeout(3000)
    row['longest gap'] = `${Math.round(await page.evaluate<number>('takeGap()'))} ms`
    const clicked = performance.now()
    await page.getByRole('button', { name: 'Pause' }).click()
    await play.waitFor()
    row['paused after'] = `${Math.round(performance.now() - clicked)} ms`
    row['notice'] = (await page.getByText('Removed for safety').allInnerTexts()).join('').slice(20)
  } catch (error) {
    row['failed'] = String(error).slice(0, 120)
    process.exitCode = 1
  }
  rows.push(row)
  console.log(Object.values(row).join(' · '))
  await Promise.race([browser.close(), new Promise((resolve) => setTimeout(resolve, 5000))])
}
console.table(rows)
rmSync(folder, { recursive: true })
await servers.close()
process.exit()
