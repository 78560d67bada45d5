import { pathSegment } from '#lib/pathSegment.ts'
import type { ApiRoot } from '#storage/apiRoot.ts'

/** Undefined values are not sent; lists and objects are sent as JSON. */
export type QueryValues = Record<string, string | number | boolean | object | undefined>

/** The path below /api of a `path` below a project, such as "/session_recordings/". */
export function projectPath(root: ApiRoot, projectId: string, path: string): string {
  return `/${root}/${pathSegment(projectId)}${path}`
}

/** The URL of a `path` below /api. `host` is an origin without a slash at its end. */
export function apiUrl(host: string, path: string, query: QueryValues = {}): string {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) params.set(name, typeof value === 'object' ? JSON.stringify(value) : String(value))
  }
  return `${host}/api${path}${params.size === 0 ? '' : `?${params}`}`
}

/** The path below its project; null for requests about the account. */
export function pathInProject(path: string): string | null {
  return /^\/(?:projects|environments)\/[^/]+(\/.*)$/.exec(path)?.[1] ?? null
}

/** `body` is JSON. */
export type RequestContent = { key: string | null; method: string; body?: string | undefined; cache: 'no-store' | 'default' }

/**
 * The key goes into its header and nowhere else: no cookies, no referrer, no redirects. `cache` is `no-store` except for
 * responses that the server itself keeps off the disk (`src/storage/cacheMode.ts`).
 */
export function requestInit({ key, method, body, cache }: RequestContent): RequestInit {
  return {
    method,
    headers: {
      ...(key === null ? {} : { Authorization: `Bearer ${key}` }),
      Accept: 'application/json',
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    },
    ...(body !== undefined && { body }),
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    redirect: 'manual', // a redirect would send the key to an address that nobody confirmed
    cache,
  }
}
