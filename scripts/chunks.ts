import { fileURLToPath } from 'node:url'

function source(path: string): string {
  return fileURLToPath(new URL(`../src/${path}`, import.meta.url))
}

const firstRoots = [source('main.tsx')]

/** What comes after the first rows, all at once: `optional()` and `countLate()` import these. */
const laterRoots = [
  'app/SidebarFooter.tsx',
  'app/RepairNotice.tsx',
  'api/rateLimit/rateLimiter.ts',
  'features/budget/BudgetMeter.tsx',
  'features/deletion/DeletionHost.tsx',
  'ui/TooltipLayer.tsx',
  'pages/recordings/ListNotices.tsx',
  'pages/recordings/TableShortcuts.ts',
].map(source)

/** Packages whose index names everything they have: followed, it would lead to all of it, so the parts in use are named here. */
const barrels = /node_modules\/@(mantine\/(core|hooks)|tabler\/icons-react)\//

/** Reached through an index too, but only lazy screens change anything or load more of something. */
const lazyParts =
  /@tanstack\/.*\/(use(Mutation|InfiniteQuery)|(mutation|infiniteQuery)Observer|infiniteQueryOptions|streamedQuery)\.js$/

type Context = { getModuleInfo: (id: string) => { importedIds: readonly string[] } | null }

/** Everything that the roots import without a wait, directly or by others. */
function reachable(context: Context, roots: readonly string[]): Set<string> {
  const seen = new Set<string>()
  const waiting = [...roots]
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (seen.has(id) || barrels.test(id)) continue
    seen.add(id)
    waiting.push(...(context.getModuleInfo(id)?.importedIds ?? []))
  }
  return seen
}

function group(name: string, roots: readonly string[]) {
  let modules: Set<string> | undefined
  return {
    debugName: name,
    name(id: string, context: Context): string | null {
      modules ??= reachable(context, roots)
      return (modules.has(id) && !lazyParts.test(id)) || (name === 'first' && /rolldown.runtime|preload-helper/.test(id))
        ? name
        : null
    },
  }
}

/**
 * Left to itself the bundler cuts the first load into twenty chunks, one for each set of lazy screens that share a part: a
 * request each, and 9 KiB more in all, since gzip finds less to repeat in small files. So: one chunk for the first rows, one for
 * what comes after them, and one for what several lazy screens share of our own small parts.
 */
export const chunkGroups = [
  group('first', firstRoots),
  group('later', laterRoots),
  { debugName: 'common', name: 'common', test: /\/src\/(lib|api|ui)\/|\/@tabler\/|\/@tanstack\//, minShareCount: 2 },
]
