import type { Locator, Page } from '@playwright/test'
import { failures } from '../demo/data/failures.ts'
import { type Desk, demoKeys, expect } from './desk.ts'

export function sharing(page: Page): Locator {
  return page.getByRole('region', { name: 'Sharing' })
}

export function publicLink(page: Page): Locator {
  return sharing(page).getByRole('switch', { name: 'Public link' })
}

/** ID of an ordinary row that was never shared. */
export async function ordinaryId(desk: Desk, index = 0): Promise<string> {
  await desk.drawn()
  const ids = await desk
    .table()
    .locator('tbody tr[data-row]')
    .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-row') ?? ''))
  const odd = new Set<string>(Object.values(failures).map(({ id }) => id))
  for (const id of ids.filter((one) => !odd.has(one)).slice(index)) {
    if ((await truth(desk, id)).created_at === null) return id
  }
  throw new Error('Every row was shared before.')
}

type Truth = { enabled: boolean; access_token: string; created_at: string | null; settings?: Record<string, unknown> | null }

async function send(desk: Desk, id: string, init: RequestInit): Promise<Truth> {
  const headers = { Authorization: `Bearer ${demoKeys.all}`, 'Content-Type': 'application/json' }
  for (const root of ['projects', 'environments']) {
    const address = `${desk.demo.origin}/api/${root}/1/session_recordings/${id}/sharing/`
    const answer = await fetch(address, { ...init, headers })
    if (answer.ok) return answer.json()
  }
  throw new Error('The demo host does not say.')
}

/** Sharing of a recording according to the demo host, on any edition. */
export function truth(desk: Desk, id: string): Promise<Truth> {
  return send(desk, id, {})
}

/** Changes a link outside the dashboard. */
export function changeElsewhere(desk: Desk, id: string, change: Record<string, unknown>): Promise<Truth> {
  return send(desk, id, { method: 'PATCH', body: JSON.stringify(change) })
}

/** HTTP status of a public page without signing in. */
export async function statusOf(desk: Desk, token: string): Promise<number> {
  return (await fetch(`${desk.demo.origin}/shared/${token}`)).status
}

export async function share(page: Page) {
  await publicLink(page).click()
  await expect(sharing(page).getByRole('button', { name: 'Copy public link' })).toBeVisible()
}

/** Opens the page of a recording at its sharing. */
export async function openPage(page: Page, desk: Desk, id: string) {
  await desk.follow(`/project/1/recordings/${id}#sharing`)
  await expect(publicLink(page)).toBeVisible()
}
