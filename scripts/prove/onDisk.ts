import { type Figure, limit, zero } from './figures.ts'
import { type Found, newProfile, type Profile } from './profile.ts'
import type { Sites } from './sites.ts'
import { connect, forget, type Place, unlockAt, visitScreens } from './steps.ts'

async function visit(
  profile: Profile,
  work: (page: Awaited<ReturnType<Awaited<ReturnType<Profile['open']>>['newPage']>>) => Promise<void>,
) {
  const context = await profile.open()
  try {
    await work(context.pages()[0] ?? (await context.newPage()))
  } finally {
    await context.close()
  }
}

async function withProfile<T>(work: (profile: Profile) => Promise<T>): Promise<T> {
  const profile = newProfile()
  try {
    return await work(profile)
  } finally {
    profile.remove()
  }
}

function others(profile: Profile, sites: Sites): string[] {
  return [...profile.reached()].filter((origin) => origin !== sites.dashboard && origin !== sites.demo)
}

/** All screens with an encrypted key, locked and unlocked, then forgotten. */
export function vaultOnDisk(sites: Sites, key: string): Promise<Figure[]> {
  return withProfile(async (profile) => {
    await visit(profile, async (page) => {
      await connect(page, sites, { key, place: 'vault' })
      await visitScreens(page)
      await page.getByRole('button', { name: 'Lock now' }).click()
      await unlockAt(page, `${sites.dashboard}/project/1/recordings`)
      await visitScreens(page)
    })
    const stored = profile.find(key)
    await visit(profile, async (page) => {
      await unlockAt(page, `${sites.dashboard}/settings`)
      await forget(page)
    })
    const forgotten = profile.find(key)
    const elsewhere = others(profile, sites)
    const hasLog = [sites.dashboard, sites.demo].every((origin) => profile.reached().has(origin))
    return [
      zero(`Bytes of the encrypted key on disk, ${stored.scanned} files`, stored.bytes, stored.files),
      zero('The same after Forget', forgotten.bytes, forgotten.files),
      {
        ...zero('Other hosts in the browser’s network log', elsewhere.length, elsewhere),
        isAsStated: elsewhere.length === 0 && hasLog, // an empty log proves nothing
      },
    ]
  })
}

function text({ bytes, files }: Found): string {
  return bytes === 0 ? '0' : `${bytes} in ${files.join(', ')}`
}

/** A key that is not encrypted, in the closed profile before and after Forget. What the browser leaves is stated as a limit. */
export function plainOnDisk(sites: Sites, key: string, place: Exclude<Place, 'vault'>): Promise<Figure[]> {
  return withProfile(async (profile) => {
    await visit(profile, async (page) => {
      await connect(page, sites, { key, place })
      await page.waitForTimeout(6000) // until the browser has written it
      if (place === 'tab') await forget(page)
    })
    const before = profile.find(key)
    if (place === 'tab') return [limit('Bytes of a key of one tab after Forget (the browser’s own log)', text(before))]
    await visit(profile, async (page) => {
      await page.goto(`${sites.dashboard}/settings`)
      await forget(page)
    })
    const after = profile.find(key)
    return [
      { name: 'Bytes of an unencrypted key (the scan works)', measured: text(before), isAsStated: before.bytes > 0 },
      limit('The same after Forget (the browser’s own log)', text(after)),
    ]
  })
}
