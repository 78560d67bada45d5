import { expect, test } from 'vitest'
import { clientOf, field, newClient, noon, recordings, rowsOf } from './hostClient.ts'
import { createDemoHost } from '../createDemoHost.ts'
import { failures } from '../data/failures.ts'
import type { DemoOptions, Edition } from '../host/options.ts'
import type { SharedRecording } from '../shares/publicShares.ts'
import { isOpen, sharedInShop, findShare } from './sharedRecordings.ts'

const day = 86_400_000

function hostOf(options: Partial<DemoOptions> = {}) {
  return createDemoHost({ now: () => noon, count: 2400, ...options })
}

function ofProject(shares: SharedRecording[], id: string) {
  return shares.filter(({ projectId, enabled }) => projectId === id && enabled)
}

async function rowOf(send: ReturnType<typeof newClient>, { recordingId }: SharedRecording) {
  return send(`${recordings}${recordingId}/`)
}

async function sharingOf(send: ReturnType<typeof newClient>, { recordingId }: SharedRecording) {
  return send(`${recordings}${recordingId}/sharing`)
}

test('about sixty recordings of the shop are public, a tenth of that in the app, the same for the same seed', () => {
  const shares = hostOf().sharedRecordings()
  expect(ofProject(shares, '1').length).toBeGreaterThan(50)
  expect(ofProject(shares, '1').length).toBeLessThan(70)
  expect(ofProject(shares, '2').length).toBeGreaterThan(3)
  expect(ofProject(shares, '2').length).toBeLessThan(9)
  expect(ofProject(shares, '3')).toEqual([])
  expect(hostOf().sharedRecordings()).toEqual(shares)
  expect(hostOf({ seed: 7 }).sharedRecordings()).not.toEqual(shares)
})

test('of many recordings hardly more are public, and of few not most', () => {
  const many = ofProject(hostOf({ count: 50_000 }).sharedRecordings(), '1').length
  expect(many).toBeGreaterThan(60)
  expect(many).toBeLessThan(121)
  expect(ofProject(hostOf({ count: 60 }).sharedRecordings(), '1').length).toBeLessThan(30)
  expect(hostOf({ count: 0 }).sharedRecordings()).toEqual([])
})

test('public recordings are of every age, some of them on the first page, and the newest are left alone', async () => {
  const send = newClient({ count: 2400 })
  const isPublic = new Set((await sharedInShop(send)).filter(({ enabled }) => enabled).map(({ recordingId }) => recordingId))
  const rows = rowsOf(await send(`${recordings}?limit=5000&date_from=-90d`))
  const positions = rows.flatMap(({ id }, index) => (isPublic.has(id) ? [index] : []))
  expect(positions.filter((index) => index < 50).length).toBeGreaterThan(3)
  expect(positions.filter((index) => index < 6)).toEqual([])
  for (let tenth = 0; tenth < 10; tenth += 1) {
    expect(positions.filter((index) => Math.floor((index * 10) / rows.length) === tenth).length).toBeGreaterThan(2)
  }
})

test('no link is older than its recording, and some are as old as they can be', async () => {
  const send = newClient({ count: 2400 })
  const ages: number[] = []
  for (const share of (await sharedInShop(send)).filter(({ isDeleted }) => !isDeleted)) {
    const started = Date.parse(String(field(await rowOf(send, share), 'start_time')))
    expect(Date.parse(share.createdAt)).toBeGreaterThanOrEqual(started)
    expect(Date.parse(share.createdAt)).toBeLessThanOrEqual(noon)
    ages.push(noon - Date.parse(share.createdAt))
  }
  expect(ages.some((age) => age > 75 * day)).toBe(true)
  expect(ages.some((age) => age < 2 * day)).toBe(true)
})

test('among them are an outsider, somebody of the house, console errors, and one that expires soon', async () => {
  const send = newClient({ count: 2400 })
  const open = (await sharedInShop(send)).filter(isOpen)
  const rows = await Promise.all(open.map(async (share) => Object((await rowOf(send, share)).body)))
  const mails = rows.flatMap(({ person }) => (typeof person?.properties?.email === 'string' ? [person.properties.email] : []))
  expect(mails.some((mail) => !mail.endsWith('@leafandkettle.example'))).toBe(true)
  expect(mails.some((mail) => mail.endsWith('@leafandkettle.example'))).toBe(true)
  expect(rows.some(({ console_error_count: errors }) => errors > 0)).toBe(true)
  expect(rows.some(({ recording_ttl: days }) => days <= 3)).toBe(true)
})

test('one recording was deleted after it was shared: the list has it no more, its sharing is told all the same', async () => {
  for (const edition of ['old', 'newest'] as const) {
    const send = newClient({ count: 2400, edition })
    const share = findShare(await sharedInShop(send), ({ isDeleted }) => isDeleted)
    expect((await rowOf(send, share)).status).toBe(404)
    expect(field(await sharingOf(send, share), 'enabled')).toBe(true)
    const ids = rowsOf(await send(`${recordings}?limit=5000&date_from=-90d`)).map(({ id }) => id)
    expect(ids).not.toContain(share.recordingId)
    expect((await send(`/shared/${share.token}`, { key: null })).status).toBe(404)
  }
})

test('one link was replaced a moment before the host began, or began again', async () => {
  let now = noon
  const send = clientOf(createDemoHost({ now: () => now, count: 2400 }))
  const replaced = async () => (await sharedInShop(send)).filter(({ openTokens }) => openTokens.length === 2)
  const [share] = await replaced()
  expect(await replaced()).toHaveLength(1)
  for (const token of share?.openTokens ?? []) expect((await send(`/shared/${token}`, { key: null })).status).toBe(200)
  now += 5 * 60_000
  expect(await replaced()).toEqual([])
  await send('/__demo/reset', { method: 'POST', key: null })
  expect(await replaced()).toHaveLength(1)
})

test('some were shared once and are off again', async () => {
  const send = newClient({ count: 2400 })
  const off = (await sharedInShop(send)).filter(({ enabled }) => !enabled)
  expect(off.length).toBeGreaterThan(3)
  for (const share of off) {
    expect((await sharingOf(send, share)).body).toMatchObject({ enabled: false, created_at: share.createdAt })
    expect(share.openTokens).toEqual([])
  }
})

test('links have what their server knows: settings from mid on, a theme and passwords on newest', async () => {
  const settingsOf = async (edition: Edition) => {
    const send = newClient({ count: 2400, edition })
    const bodies = await Promise.all((await sharedInShop(send)).map(async (share) => (await sharingOf(send, share)).body))
    return bodies.map((body) => Object(body))
  }
  for (const edition of ['mid', 'newest'] as const) {
    const bodies = await settingsOf(edition)
    const kinds = new Set(bodies.map(({ settings }) => JSON.stringify(settings)))
    expect(kinds.size).toBeGreaterThan(3)
    expect(kinds).toContain('null')
    expect([...kinds].some((kind) => kind.includes('theme'))).toBe(edition === 'newest')
    const counts = bodies.filter((body) => body.password_required).map((body) => body.share_passwords.length)
    expect(new Set(counts)).toEqual(new Set([0, 1, 2]))
  }
  const old = (await sharedInShop(newClient({ count: 2400, edition: 'old' }))).filter((share) => share.passwordRequired)
  expect(old).toEqual([])
})

test('those that fail on purpose are public, but for one that fails to say so', async () => {
  const send = newClient()
  const ids = (await sharedInShop(send)).filter(isOpen).map(({ recordingId }) => recordingId)
  for (const { id } of [failures.cannotBeSwitchedOff, failures.viewerOnly, failures.passwordNeedsPlan]) expect(ids).toContain(id)
  for (const { id } of [failures.sharingBreaks, failures.refusesToBeShared]) expect(ids).not.toContain(id)
})

test('a host tells the same of itself in both ways', async () => {
  const host = hostOf()
  expect((await clientOf(host)('/__demo/shares', { key: null })).body).toEqual(host.sharedRecordings())
})
