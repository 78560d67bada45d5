import * as v from 'valibot'
import { readAs } from '#lib/readAs.ts'
import { stored } from '#lib/stored.ts'

/**
 * The first lists of screens. With `cache: 'no-store'` Chromium sends a preflight for each request; with `'default'` it reuses
 * one for as long as the server allows, but stores the response on disk unless the server forbids it. So `'default'` is for lists
 * whose last response said `Cache-Control: no-store`, a header that scripts may read across origins (Fetch, CORS-safelisted
 * response-header name). See docs/decisions/019-first-rows.md.
 */
const watched: ReadonlySet<string> = new Set(['/session_recordings/', '/subscriptions/'])

/** Paths below a project whose responses the server keeps off the disk, by connection. `src/app/start.ts` reads it too. */
const noStorePaths = stored<Record<string, string[]>>({
  name: 'replay-desk-no-store',
  area: () => localStorage,
  empty: {},
  repair: (value) => ({ value: readAs(v.record(v.string(), v.array(v.string())), value) ?? {}, problem: null }),
})

function isNoStore(connectionId: string, path: string): boolean {
  return noStorePaths.get()[connectionId]?.includes(path) ?? false
}

/** The cache mode of a GET of this `path` below its project; null for a path outside of projects. */
export function cacheModeOf(connectionId: string, path: string | null): 'no-store' | 'default' {
  return path !== null && isNoStore(connectionId, path) ? 'default' : 'no-store'
}

/** Learns from the Cache-Control of a successful response whether the server keeps this path off the disk. */
export function learnCacheMode(connectionId: string, path: string | null, cacheControl: string | null) {
  if (path === null || !watched.has(path)) return
  const isForbidden = /(^|[\s,])no-store($|[\s,])/i.test(cacheControl ?? '')
  if (isForbidden === isNoStore(connectionId, path)) return
  noStorePaths.set((all) => {
    const others = (all[connectionId] ?? []).filter((other) => other !== path)
    return { ...all, [connectionId]: isForbidden ? [...others, path] : others }
  })
}

export function forgetCacheModes(connectionId: string) {
  if (connectionId in noStorePaths.get()) noStorePaths.set(({ [connectionId]: _paths, ...others }) => others)
}
