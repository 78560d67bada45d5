import { fileURLToPath } from 'node:url'

const roots = [fileURLToPath(new URL('../src/main.tsx', import.meta.url))]

/** Packages whose index names everything they have: followed, it would lead to all of it, so the parts in use are named here. */
const barrels = /node_modules\/@(mantine\/(core|hooks)|tabler\/icons-react)\//
const partsInUse = /@mantine\/core\/esm\/(core|components\/(ActionIcon|Button|Loader|Transition|UnstyledButton|VisuallyHidden))\//

/** Reached through an index too, but only lazy screens change anything or load more of something. */
const lazyParts =
  /@tanstack\/.*\/(use(Mutation|InfiniteQuery)|(mutation|infiniteQuery)Observer|infiniteQueryOptions|streamedQuery)\.js$/

type Context = { getModuleInfo: (id: string) => { importedIds: readonly string[] } | null }

let modules: Set<string> | undefined

/** Everything that the entry and the recordings screen import without a wait, directly or by others. */
function reachable(context: Context): Set<string> {
  const seen = new Set<string>()
  const waiting = [...roots]
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (seen.has(id) || barrels.test(id)) continue
    seen.add(id)
    waiting.push(...(context.getModuleInfo(id)?.importedIds ?? []))
  }
  return seen
}

/**
 * One chunk for all that the first screen needs. Left to itself the bundler cuts it into twenty, one for each set of lazy
 * screens that share a part, which costs a request each and 9 KiB in all, since gzip finds less to repeat in small files.
 */
export const firstLoadGroup = {
  debugName: 'first',
  name(id: string, context: Context): string | null {
    modules ??= reachable(context)
    const isScreen = roots.includes(id) // stays what it is: an entry of its own, a few lines long
    return (modules.has(id) && !isScreen && !lazyParts.test(id)) || partsInUse.test(id) ? 'first' : null
  },
}

/**
 * What several lazy screens share of our own small parts, in one chunk: each would otherwise be a file and a request of its own,
 * and the first load would have to list them all.
 */
export const commonGroup = {
  debugName: 'common',
  name: 'common',
  test: /\/src\/(lib|api|ui)\/|\/@tabler\/|\/@tanstack\//,
  minShareCount: 2,
}
