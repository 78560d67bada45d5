import type { Locator, Page } from '@playwright/test'
import { type Call, type Desk, expect } from './desk.ts'

export const path = '/project/1/subscriptions'

export function tableOf(page: Page): Locator {
  return page.getByRole('table', { name: 'Subscriptions' })
}

/** Connects to the demo project and opens a URL of the page without waiting for recordings. */
export async function visit(desk: Desk, search = '') {
  await desk.exploreDemo(path + search)
}

/** As `visit`, and waits for the rows. */
export async function openTable(desk: Desk, search = '') {
  await visit(desk, search)
  await expect(tableOf(desk.page)).toHaveAttribute('aria-busy', 'false')
}

/** Parameters of successful list requests, in order. */
export async function listRequests(desk: Desk): Promise<URLSearchParams[]> {
  const isList = ({ method, path: called, status }: Call) =>
    method === 'GET' && status === 200 && /\/subscriptions\/?(\?|$)/.test(called)
  return (await desk.calls()).filter(isList).map((call) => new URL(call.path, desk.origin).searchParams)
}

/** Requests that change something: all but those for lists and SQL. */
export async function changeRequests(desk: Desk): Promise<string[]> {
  const changes = (await desk.calls()).filter(
    ({ method, path: called }) => method === 'PATCH' || (method === 'POST' && !called.includes('/query/')),
  )
  return changes.map((call) => `${call.method} ${call.path}`)
}

/** Requests for delivery histories. */
export async function deliveryRequests(desk: Desk): Promise<string[]> {
  const requests = (await desk.calls()).filter((call) => call.method === 'GET' && call.path.includes('/deliveries'))
  return requests.map((call) => call.path)
}
