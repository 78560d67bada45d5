import type { Locator, Page } from '@playwright/test'
import { type Call, type Desk, expect } from './desk.ts'

export const path = '/project/1/subscriptions'

export function tableOf(page: Page): Locator {
  return page.getByRole('table', { name: 'Subscriptions' })
}

/** Connects to the demo project and goes straight to an address of the screen: nobody waits for the recordings. */
export async function visit(desk: Desk, search = '') {
  const { page } = desk
  await desk.open()
  await page.getByRole('button', { name: 'Explore the demo project' }).click()
  await expect(page.getByRole('link', { name: 'Subscriptions' })).toBeVisible()
  await desk.open(path + search)
}

/** The same, and waits until the rows are there. */
export async function openTable(desk: Desk, search = '') {
  await visit(desk, search)
  await expect(tableOf(desk.page)).toHaveAttribute('aria-busy', 'false')
}

/** Lists that were asked for and given, first page first. */
export async function listsAsked(desk: Desk): Promise<URLSearchParams[]> {
  const isList = ({ method, path: called, status }: Call) =>
    method === 'GET' && status === 200 && /\/subscriptions\/?(\?|$)/.test(called)
  return (await desk.calls()).filter(isList).map((call) => new URL(call.path, desk.origin).searchParams)
}

/** Changes that the host was asked for. */
export async function changesAsked(desk: Desk): Promise<string[]> {
  const changes = (await desk.calls()).filter(({ method }) => method === 'PATCH' || method === 'POST')
  return changes.map((call) => `${call.method} ${call.path}`)
}

/** Questions about what was delivered. */
export async function deliveriesAsked(desk: Desk): Promise<string[]> {
  const asked = (await desk.calls()).filter((call) => call.method === 'GET' && call.path.includes('/deliveries'))
  return asked.map((call) => call.path)
}
