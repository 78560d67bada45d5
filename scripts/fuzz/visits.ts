import type { Page } from '@playwright/test'
import type { DemoHost } from '../../demo/createDemoHost.ts'
import { demoKeys } from '../../demo/host/keys.ts'
import { pick, type Random } from './random.ts'

/** A screen to open, and what a person does there. */
export type Visit = { path: string; act: (page: Page) => Promise<void> }

async function clickIfThere(page: Page, name: string | RegExp): Promise<void> {
  const button = page.getByRole('button', { name }).first()
  if (await button.isVisible()) await button.click({ timeout: 3000 })
}

async function openFirstRow(page: Page): Promise<void> {
  const row = page.locator('tbody tr').first()
  if (await row.isVisible()) await row.click({ timeout: 3000 })
}

async function runSql(page: Page): Promise<void> {
  await page.locator('.cm-content').click({ timeout: 3000 })
  await page.keyboard.press('Control+Enter')
}

async function checkKey(page: Page): Promise<void> {
  await page.getByLabel('Personal API key').fill(demoKeys.all)
  await clickIfThere(page, 'Check key')
}

const screens: readonly [path: string, act: Visit['act']][] = [
  ['', openFirstRow],
  ['/recordings', openFirstRow],
  ['/recordings?open=@first', (page) => clickIfThere(page, 'Next recording')],
  ['/recordings?order=console_error_count&offset=20', openFirstRow],
  ['/recordings?order=score', openFirstRow],
  ['/recordings/-/groups', openFirstRow],
  ['/recordings/-/triage', (page) => clickIfThere(page, /^Keep/)],
  ['/recordings/:recording', (page) => clickIfThere(page, 'Play')],
  ['/recordings/:recording', (page) => clickIfThere(page, 'Share…')],
  ['/sharing', (page) => clickIfThere(page, 'Start scan')],
  ['/sharing', openFirstRow],
  ['/subscriptions', openFirstRow],
  ['/subscriptions?tab=calendar', openFirstRow],
  ['/subscriptions?tab=calendar&view=week', openFirstRow],
  ['/subscriptions?tab=calendar&view=agenda', openFirstRow],
  ['/subscriptions?tab=recipients', openFirstRow],
  ['/subscriptions?tab=problems', openFirstRow],
  ['/subscriptions/1', () => Promise.resolve()],
  ['/session-properties', openFirstRow],
  ['/sql?query=select%20*%20from%20events%20limit%2020', runSql],
  ['/activity-log', openFirstRow],
  ['/activity-log/deletions', openFirstRow],
]

async function idsIn(host: DemoHost, projectId: string): Promise<string[]> {
  const url = `http://demo.test/api/projects/${projectId}/session_recordings/?limit=30`
  const response = await host.fetch(new Request(url, { headers: { Authorization: `Bearer ${demoKeys.all}` } }))
  const { results }: { results: { id: string }[] } = await response.json()
  return results.map(({ id }) => id)
}

/** Returns what chooses the visit of a seed. */
export async function planVisits(host: DemoHost): Promise<(random: Random) => Visit> {
  const ids = new Map<string, string[]>()
  for (const projectId of ['1', '4']) ids.set(projectId, await idsIn(host, projectId))
  return (random) => {
    if (random() < 0.03) return { path: '/settings', act: (page) => clickIfThere(page, 'Check key') }
    if (random() < 0.03) return { path: '/connect', act: checkKey }
    const projectId = pick(random, [...ids.keys()])
    const [path, act] = pick(random, screens)
    return { path: `/project/${projectId}${path.replace(':recording', pick(random, ids.get(projectId) ?? []))}`, act }
  }
}
