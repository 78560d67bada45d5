import { readFile } from 'node:fs/promises'
import type { Locator, Page } from '@playwright/test'
import { failures } from '../demo/data/failures.ts'
import { type Desk, demoKeys, expect } from './desk.ts'

export function dialog(page: Page) {
  return page.getByRole('dialog', { name: 'Delete recordings' })
}

export function receipt(page: Page) {
  return page.getByRole('region', { name: 'Receipt' })
}

/** Selects ordinary rows of the page, and the given ones. Returns their IDs. */
export async function select(page: Page, count: number, also: readonly string[] = []): Promise<string[]> {
  const odd = new Set<string>(Object.values(failures).map(({ id }) => id))
  const boxes = page.getByRole('checkbox', { name: /^Select recording / })
  await expect(boxes.first()).toBeVisible()
  // The rows of the page before stand there until the new ones come.
  for (const id of also) await expect(page.getByRole('checkbox', { name: `Select recording ${id}`, exact: true })).toBeAttached()
  await expect(page.getByRole('table', { name: 'Recordings' })).toHaveAttribute('aria-busy', 'false')
  const names = await boxes.evaluateAll((list) => list.map((box) => box.getAttribute('aria-label') ?? ''))
  const ids = names.map((name) => name.replace('Select recording ', ''))
  const chosen = [...ids.filter((id) => !odd.has(id)).slice(0, count), ...also]
  await boxes.evaluateAll(
    async (list, labels) => {
      for (const box of list.filter((one) => labels.includes(one.getAttribute('aria-label') ?? ''))) {
        if (box instanceof HTMLElement) box.click()
        await new Promise((resolve) => setTimeout(resolve))
      }
    },
    chosen.map((id) => `Select recording ${id}`),
  )
  await expect(page.getByText(`${chosen.length} selected`)).toBeVisible()
  return chosen
}

export async function pressDelete(page: Page) {
  await page.getByRole('button', { name: 'Delete', exact: true }).click()
  await expect(dialog(page)).toBeVisible()
}

export async function confirm(page: Page, count: number) {
  if (count > 10) await dialog(page).getByLabel('Type “delete” to confirm').fill('delete')
  await dialog(page)
    .getByRole('button', { name: new RegExp(`^Delete ${count} recordings?$`) })
    .click()
}

/** What the demo host itself answers for a recording. */
export async function statusOf(desk: Desk, id: string): Promise<number> {
  const address = `${desk.demo.origin}/api/projects/1/session_recordings/${encodeURIComponent(id)}/`
  const { status } = await fetch(address, { headers: { Authorization: `Bearer ${demoKeys.all}` } })
  return status
}

export async function deletes(desk: Desk): Promise<number> {
  return (await desk.calls()).filter(({ method, status }) => method === 'DELETE' && status === 204).length
}

/** Outcome by recording ID, from a CSV receipt. */
export async function downloadedOutcomes(page: Page): Promise<Map<string, string>> {
  const coming = page.waitForEvent('download')
  await receipt(page).getByRole('button', { name: 'Download CSV' }).click()
  const lines = (await readFile(await (await coming).path(), 'utf8')).trimEnd().split('\r\n').slice(1)
  const outcome = /,(deleted|already gone|failed|not attempted|waiting),/
  return new Map(lines.map((line) => [line.split(',')[0] ?? '', outcome.exec(line)?.[1] ?? '']))
}

/** Opens the confirmation from the menu of a panel or page. */
export async function deleteFromMenu(within: Page | Locator, item = 'Delete…') {
  await within.getByRole('button', { name: 'More actions' }).click()
  await within.getByRole('menuitem', { name: item, exact: true }).click()
}
