import type { BrowserContext } from '@playwright/test'
import { askWorker, changesOf, leave, listenIn, questionsOf, readEverything, sendElsewhere } from './attack.ts'
import { type Figure, limit, zero } from './figures.ts'
import { keyBytesIn } from './keyForms.ts'
import { newProfile, type Profile } from './profile.ts'
import type { Sites } from './sites.ts'
import { connect, hasPassphrase, unlockAt, visitScreens } from './steps.ts'

async function activeId(context: BrowserContext): Promise<string> {
  const id: unknown = await context.pages()[0]?.evaluate(() => JSON.parse(localStorage.getItem('replay-desk') ?? '{}').activeId)
  return String(id)
}

async function measure(context: BrowserContext, profile: Profile, sites: Sites, key: string): Promise<Figure[]> {
  await context.addInitScript('globalThis.__name = (one) => one') // tsx adds calls of it to what runs in the page
  const first = context.pages()[0] ?? (await context.newPage())
  await connect(first, sites, { key, place: 'vault', isReadOnly: true })
  const id = await activeId(context)
  await context.addInitScript(listenIn)
  await unlockAt(first, `${sites.dashboard}/project/1/recordings`)
  await visitScreens(first)
  const answers = await askWorker(first, questionsOf(sites.demo, sites.elsewhere, id))
  const read = `${await readEverything(first)}\n${JSON.stringify(answers)}`
  const before = await sites.writes()
  const refusals = await askWorker(first, changesOf(sites.demo, id))
  const writes = (await sites.writes()) - before
  const tried = changesOf(sites.demo, id).length
  const refused = refusals.filter(({ type }) => type === 'failed').length
  await sendElsewhere(first, sites.elsewhere, sites.udpPort)
  const requests = sites.received.filter((one) => one !== 'UDP')
  const hasUdp = sites.received.includes('UDP')
  await leave(first, sites.elsewhere)
  const left = sites.received.filter((one) => one !== 'UDP').slice(requests.length)
  await context.close()
  const names = profile.names()
  return [
    zero('Bytes of the key that injected script read', keyBytesIn(Buffer.from(read), key)),
    zero('Requests of injected script to another host', requests.length, requests),
    { ...zero(`Changes done in read-only mode, of ${tried} tried`, writes), isAsStated: writes === 0 && refused === tried },
    limit('Not stopped by any policy: leaving the page', left.join(', ') || 'nothing'),
    limit('Not stopped by any policy: WebRTC', hasUdp ? 'a packet to another host' : 'nothing'),
    limit('Not stopped by any policy: names looked up', names.join(', ') || 'none'),
    limit('Passphrase, typed while script listens', hasPassphrase(read) ? 'read' : 'not read'),
  ]
}

/** What script injected into the page can do with an encrypted, unlocked key and a preset host. */
export async function injectedScript(sites: Sites, key: string): Promise<Figure[]> {
  const profile = newProfile()
  try {
    return await measure(await profile.open(), profile, sites, key)
  } finally {
    profile.remove()
  }
}
