import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, chromium } from '@playwright/test'
import { launchOptions } from '../launchOptions.ts'
import { keyBytesIn } from './keyForms.ts'

/** Bytes of a key in the closed profile, and the files that have them. */
export type Found = { bytes: number; files: string[]; scanned: number }

/** A profile of a real browser in a temporary folder, and the network log of what it did there. */
export type Profile = {
  open: () => Promise<BrowserContext>
  find: (key: string) => Found
  /** All origins and names that the browser turned to, workers and prefetching included. */
  reached: () => Set<string>
  /** Names below prove.invalid that it looked up. */
  names: () => string[]
  remove: () => void
}

/** A log that a killed browser left has no end. */
function readLog(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

export function newProfile(): Profile {
  const folder = mkdtempSync(join(tmpdir(), 'replay-desk-prove-'))
  const profile = join(folder, 'profile')
  let visits = 0
  return {
    open() {
      visits += 1
      const log = `--log-net-log=${join(folder, `net-${visits}.json`)}`
      return chromium.launchPersistentContext(profile, {
        ...launchOptions,
        args: [...launchOptions.args, log],
        locale: 'en-US',
        viewport: { width: 1440, height: 900 },
      })
    },
    find(key) {
      const files = readdirSync(profile, { recursive: true, withFileTypes: true }).filter((one) => one.isFile())
      const found = files.map((file) => {
        const path = join(file.parentPath, file.name)
        return { path: path.slice(profile.length + 1), bytes: keyBytesIn(readFileSync(path), key) }
      })
      const withKey = found.filter(({ bytes }) => bytes > 0)
      return {
        bytes: withKey.reduce((sum, { bytes }) => sum + bytes, 0),
        files: withKey.map(({ path }) => path),
        scanned: files.length,
      }
    },
    names() {
      const log = readLog(join(folder, `net-${visits}.json`))
      return [...new Set(Array.from(log.matchAll(/[\w-]+\.prove\.invalid/g), ([name]) => name))]
    },
    reached() {
      const all = new Set<string>()
      for (let visit = 1; visit <= visits; visit += 1) {
        const text = readLog(join(folder, `net-${visit}.json`))
        for (const [, url = ''] of text.matchAll(/"url":"((?:https?|wss?):\/\/[^"\\]+)/g)) all.add(new URL(url).origin)
        for (const [, host = ''] of text.matchAll(/"host":"((?:https?|wss?):\/\/[^"\\]+)/g)) all.add(new URL(host).origin)
      }
      return all
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
