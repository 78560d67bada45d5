import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Throws for a file that was renamed, which would otherwise silently move into another chunk. */
function source(path: string): string {
  const file = fileURLToPath(new URL(`../src/${path}`, import.meta.url))
  if (!existsSync(file)) throw new Error(`scripts/chunks.ts names src/${path}, which doesn’t exist.`)
  return file
}

const firstRoots = [source('main.tsx')]

/** Loaded together after the first rows: `optional()` and `countLate()` import these. */
const laterRoots = [
  'app/SidebarCount.tsx',
  'app/SidebarFooter.tsx',
  'app/RepairNotice.tsx',
  'api/rateLimit/rateLimiter.ts',
  'features/budget/BudgetMeter.tsx',
  'app/Jobs.tsx',
  'ui/TooltipLayer.tsx',
  'pages/recordings/KnownShareCell.tsx',
  'pages/recordings/ActivityCell.tsx',
  'app/Shortcuts.tsx',
  'features/connection/MissingScopes.tsx',
].map(source)

/** Packages whose index imports everything: following it would pull all of it into the chunk. */
const barrels = /node_modules\/@(mantine\/(core|hooks)|tabler\/icons-react)\//

/** Reached through an index too, but used only by lazy screens. */
const lazyParts =
  /@tanstack\/.*\/(use(Mutation|InfiniteQuery)|(mutation|infiniteQuery)Observer|infiniteQueryOptions|streamedQuery)\.js$/

type Context = { getModuleInfo: (id: string) => { importedIds: readonly string[] } | null }

/** Everything that the roots import statically, directly or indirectly. */
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
 * By default the bundler splits the first load into twenty chunks, one for each set of lazy screens that share code: twenty
 * requests, and 9 KiB more because small files compress worse. Instead: one chunk for the first rows, one for what loads after
 * them, one that explains refusals, and one for small modules that several lazy screens share.
 */
export const chunkGroups = [
  group('first', firstRoots),
  group('later', laterRoots),
  group('refusal', [source('api/http/readRefusal.ts')]),
  { debugName: 'common', name: 'common', test: /\/src\/(lib|api|ui)\/|\/@tabler\/|\/@tanstack\//, minShareCount: 2 },
]
