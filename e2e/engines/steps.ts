import { capturedId } from '../../demo/data/capturedRows.ts'
import { failures } from '../../demo/data/failures.ts'
import { hostileRecordings, type HostileSlug } from '../../demo/data/hostileRecordings.ts'
import { demoKeys } from '../../demo/host/keys.ts'
import { keys } from './driver.ts'
import type { Screen } from './screen.ts'
import type { Servers } from './servers.ts'

export type EngineName = 'firefox' | 'webkit'

type Context = { screen: Screen; servers: Servers; expectComplaint(pattern: RegExp): void }

export type Step = {
  /** As in the table of docs/engines.md. */
  name: string
  run(context: Context): Promise<void>
  /** Why it can't run in an engine; it is skipped there. */
  lacks?: Partial<Record<EngineName, string>>
}

function expect(isSo: boolean, what: string): asserts isSo {
  if (!isSo) throw new Error(`Expected ${what}.`)
}

const passphrase = 'correct horse battery staple'

async function connects({ screen, servers }: Context) {
  await screen.driver.open(`${servers.dashboard}/connect`)
  await screen.fill('textbox', 'Host', servers.demo)
  await screen.fill('textbox', 'Project', '1')
  await screen.fillSecret(0, demoKeys.all)
  await screen.fillSecret(1, passphrase)
  await screen.fillSecret(2, passphrase)
  await screen.click('button', 'Connect')
  await screen.get('heading', 'Overview')
  await screen.path(/\/project\/1$/)
  expect(!(await screen.text()).includes(demoKeys.all), 'no key on the screen')
}

async function openTable(screen: Screen) {
  const table = await screen.get('table', 'Recordings')
  await screen.until('all rows', async () => (await screen.attribute(table, 'aria-busy')) === 'false')
}

async function browses({ screen }: Context) {
  await screen.click('link', 'Recordings')
  await openTable(screen)
  const first = await screen.labels('tbody [type=checkbox]')
  expect(first.length >= 25, 'a page of rows')
  await screen.click('button', 'Next page')
  await screen.path(/offset=/)
  await screen.until('other rows', async () => {
    const next = await screen.labels('tbody [type=checkbox]')
    return next.length > 0 && next.every((label) => !first.includes(label))
  })
}

async function filters({ screen }: Context) {
  await screen.follow('/project/1/recordings?columns=start_time,person,duration,click_count')
  await openTable(screen)
  await screen.click('button', 'Filter')
  const list = await screen.get('list', 'Filters')
  await screen.clickText('button', /^Clicks/, { within: list })
  await screen.fill('textbox', 'Clicks', `20${keys.Enter}`)
  await screen.get('list', 'Active filters')
  await screen.path(/clicks/)
  await openTable(screen)
  await screen.until('rows with at least 20 clicks only', async () => {
    const cells = await screen.texts('tbody tr td:nth-child(5)')
    return cells.length > 0 && cells.every((text) => Number(text.replaceAll(',', '')) >= 20)
  })
  await screen.click('button', 'Remove filter: At least 20 clicks')
  await screen.gone('list', 'Active filters')
}

async function opens({ screen }: Context) {
  await screen.follow('/project/1/recordings')
  await openTable(screen)
  await screen.clickText(`tbody tr[data-row="${capturedId('shop-checkout')}"] a`, /./)
  await screen.path(/open=/)
  const panel = await screen.getFirst('[role=dialog], dialog')
  await screen.click('link', 'Watch', { within: panel })
  await screen.get('slider', 'Position')
  await screen.shows('Autumn in a small garden')
}

async function playsAndSeeks({ screen }: Context) {
  await screen.follow('/project/1/recordings')
  await openTable(screen)
  await screen.follow(recordingPage(capturedId('shop-checkout'), 33))
  await screen.shows('£52.90')
  const slider = await screen.get('slider', 'Position')
  const position = () => screen.attribute(slider, 'aria-valuetext')
  await screen.until('the time of the link', async () => (await position()) === '0:33 of 0:39')
  await screen.seek(9.5)
  await screen.shows('Tulip')
  expect(!(await screen.recorded()).text.includes('is in your basket.'), 'no basket before its time')
  await screen.click('button', 'Play')
  await screen.shows('is in your basket.')
  await screen.click('button', 'Pause')
  const paused = await position()
  await screen.seek(30)
  await screen.until('typed text', async () => (await screen.recorded()).values.includes('7 Quarry Rigg'))
  expect(paused !== (await position()), 'another time after seeking')
}

function recordingPage(id: string, seconds?: number): string {
  return `/project/1/recordings/${encodeURIComponent(id)}${seconds === undefined ? '' : `?t=${seconds}`}`
}

/** Those against which the engine itself stands: its policy, its sandbox, how it reads styles. The rest is tried in Chromium. */
const triedHere = new Set<HostileSlug>(['scripts', 'handlers', 'links', 'refresh', 'frames', 'nested', 'styles', 'media'])

async function resistsHostile({ screen, servers, expectComplaint }: Context) {
  expectComplaint(/Failed to adapt css for replay/) // rrweb logs this for invalid styles
  for (const { id, shows, showsLater } of hostileRecordings.filter(({ slug }) => triedHere.has(slug))) {
    await screen.follow(recordingPage(id))
    const { sandboxes, scripts } = await screen.shows(shows)
    expect(sandboxes.every((one) => one === 'allow-same-origin') && sandboxes.length === 2, `both frames of ${id} sandboxed`)
    expect(scripts === 0, `no script in ${id}`)
    await screen.seek(2.5)
    await screen.shows(showsLater)
    const marks = await screen.driver.run(
      () => ({ isHacked: 'hacked' in window, title: document.title, path: location.pathname }),
      null,
    )
    expect(!marks.isHacked && !marks.title.includes('hacked'), `nothing of ${id} has run`)
    expect(marks.path === recordingPage(id), `${id} still open`)
  }
  expect(servers.beaconRequests.length === 0, `no request to another host, not ${servers.beaconRequests.join(', ')}`)
}

type Sharing = { enabled: boolean; access_token: string; created_at: string | null }

async function api<Answer>(servers: Servers, path: string): Promise<Answer> {
  const response = await fetch(`${servers.demo}/api/projects/1/${path}`, { headers: { Authorization: `Bearer ${demoKeys.all}` } })
  return response.json()
}

async function statusOf(url: string): Promise<number> {
  return (await fetch(url, { headers: { Authorization: `Bearer ${demoKeys.all}` } })).status
}

/** Recordings that neither fail on purpose nor were ever shared. */
async function ordinaryIds(servers: Servers): Promise<string[]> {
  const odd = new Set<string>(Object.values(failures).map(({ id }) => id))
  const { results } = await api<{ results: { id: string }[] }>(servers, 'session_recordings/?limit=50')
  return results.map(({ id }) => id).filter((id) => id.startsWith('01') && !odd.has(id))
}

async function sharesAndRevokes({ screen, servers }: Context) {
  const ids = await ordinaryIds(servers)
  const sharings = await Promise.all(ids.map((one) => api<Sharing>(servers, `session_recordings/${one}/sharing/`)))
  const id = ids[sharings.findIndex(({ created_at }) => created_at === null)]
  expect(id !== undefined, 'a recording that was never shared')
  await screen.follow(`${recordingPage(id)}#sharing`)
  await screen.see(/Visited /) // what loads above the switch pushes it down
  await screen.click('switch', 'Public link')
  await screen.click('button', 'Copy public link')
  const { enabled, access_token: token } = await api<Sharing>(servers, `session_recordings/${id}/sharing/`)
  const link = `${servers.demo}/shared/${token}`
  expect(enabled && (await statusOf(link)) === 200, 'a public link that opens')
  await screen.click('button', 'Revoke permanently')
  await screen.see(/can never be opened again/)
  expect((await statusOf(link)) === 404, 'a revoked link that opens nothing')
}

async function scans({ screen, servers }: Context) {
  await screen.click('link', 'Sharing')
  await screen.click('button', 'Start scan')
  await screen.get('button', 'New scan', { milliseconds: 60_000 })
  type Share = { projectId: string; enabled: boolean; isDeleted: boolean }
  const all = (await (await fetch(`${servers.demo}/__demo/shares`)).json()) as Share[]
  const open = all.filter((share) => share.projectId === '1' && share.enabled && !share.isDeleted).length
  await screen.see(new RegExp(`${open} recordings are public`))
}

async function seesSubscriptions({ screen, servers }: Context) {
  await screen.click('link', 'Subscriptions')
  await screen.see(/1–50 of 140/)
  await screen.follow('/project/1/subscriptions?text=Recipients+with+names')
  await screen.click('link', 'Recipients with names')
  const panel = await screen.get('dialog', 'Recipients with names')
  await screen.click('button', 'Add to calendar', { within: panel })
  expect((await screen.download(/\.ics$/)).includes('RRULE:FREQ=WEEKLY'), 'a calendar file')
  await screen.follow('/project/1/subscriptions?tab=calendar')
  await screen.until('a grid of deliveries', async () => {
    const [grid] = await screen.driver.query('[role=grid][aria-label^="Deliveries in"], table[aria-label^="Deliveries in"]')
    return grid && /\d/.test(await screen.text(grid))
  })
  await screen.follow('/project/1/subscriptions?text=Long+history&open=3414')
  const history = await screen.get('dialog', 'Long history')
  await screen.click('button', 'Pause', { within: history })
  await screen.see(/None while paused\./)
  const changes = (await servers.calls()).filter(({ method }) => method === 'PATCH')
  expect(
    changes.some(({ path, status }) => path.includes('/subscriptions/3414') && status === 200),
    'the pause at the host',
  )
}

async function queries({ screen }: Context) {
  await screen.follow('/project/1/sql')
  await screen.fill('textbox', 'Query', 'select session_id form session_replay_events limit 3')
  await screen.clickText('button', /Line 1, column 24/) // the parser, WebAssembly in a worker, has read it
  await screen.fill('textbox', 'Query', 'select session_id from session_replay_events limit 3')
  await screen.click('button', 'Run')
  await screen.see(/Finished in/, undefined, 30_000)
  await screen.see(/3 rows/)
}

async function deletes({ screen, servers }: Context) {
  await screen.follow('/project/1/recordings')
  await openTable(screen)
  const ids = (await ordinaryIds(servers)).slice(0, 2)
  for (const id of ids) await screen.click('checkbox', `Select recording ${id}`)
  await screen.see(/2 selected/)
  await screen.click('button', 'Delete')
  const dialog = await screen.get('dialog', 'Delete recordings')
  await screen.click('button', 'Delete 2 recordings', { within: dialog })
  const receipt = await screen.get('region', 'Receipt')
  await screen.see(/2 recordings, 2 deleted\./, receipt)
  await screen.click('button', 'Download CSV', { within: receipt })
  const csv = await screen.download(/\.csv$/)
  for (const id of ids) {
    expect(csv.includes(id), `${id} on the receipt`)
    expect((await statusOf(`${servers.demo}/api/projects/1/session_recordings/${id}/`)) === 404, `${id} gone at the host`)
  }
  await screen.click('button', 'Done')
  await screen.gone('dialog', 'Delete recordings')
}

async function locksAndUnlocks({ screen }: Context) {
  await screen.follow('/project/1/recordings')
  await openTable(screen)
  const stored = await screen.driver.run(() => JSON.stringify([localStorage, sessionStorage]), null)
  expect(!stored.includes(demoKeys.all), 'no key stored as it is')
  await screen.click('button', 'Lock now')
  await screen.get('button', 'Unlock')
  expect((await screen.driver.find('table', 'Recordings')).length === 0, 'no rows while locked')
  await screen.fillSecret(0, passphrase)
  await screen.click('button', 'Unlock')
  await openTable(screen)
}

async function changesSettings({ screen, servers }: Context) {
  await screen.click('link', 'Settings')
  await screen.fill('textbox', 'Name', 'The tea shop')
  await screen.click('heading', 'Settings') // leaving the field saves it
  await screen.follow('/project/1/recordings')
  await openTable(screen)
  await screen.follow('/settings')
  await screen.until('the name after leaving and coming back', async () => {
    const [field] = await screen.driver.find('textbox', 'Name')
    return field && screen.driver.run((_, one) => one instanceof HTMLInputElement && one.value === 'The tea shop', null, field)
  })
  await screen.click('button', 'Forget this connection')
  await screen.see(/Not connected to any host yet\./)
  const stored = await screen.driver.run(() => JSON.stringify([localStorage, sessionStorage]), null)
  expect(!stored.includes(demoKeys.all) && !stored.includes(servers.demo), 'nothing stored of a forgotten connection')
}

/** In this order, in one browser: without the first nothing works, and the last ends the connection. */
export const steps: readonly Step[] = [
  { name: 'Connect', run: connects },
  { name: 'Browse recordings', run: browses },
  { name: 'Filter recordings', run: filters },
  { name: 'Open a recording', run: opens },
  { name: 'Play and seek', run: playsAndSeeks },
  { name: 'Hostile recordings do nothing', run: resistsHostile },
  { name: 'Share and revoke', run: sharesAndRevokes },
  { name: 'Scan public links', run: scans },
  { name: 'Subscriptions and calendar', run: seesSubscriptions },
  { name: 'SQL', run: queries },
  { name: 'Delete with a receipt', run: deletes },
  { name: 'Vault', run: locksAndUnlocks },
  { name: 'Settings', run: changesSettings },
]
