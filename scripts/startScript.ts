import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { build, type Plugin } from 'vite'

const source = fileURLToPath(new URL('../src/app/start.ts', import.meta.url))

/** The module of each screen that is a chunk of its own, by its path below the project. */
const screens: Record<string, string> = {
  connect: 'connect/ConnectPage.tsx',
  overview: 'overview/OverviewPage.tsx',
  settings: 'settings/SettingsPage.tsx',
  privacy: 'privacy/PrivacyPage.tsx',
  watch: 'watch/WatchPage.tsx',
  'recordings/:id': 'recording/RecordingPage.tsx',
  sharing: 'sharing/SharingRoutes.tsx',
  'sharing/:id': 'sharing/SharingRoutes.tsx',
  subscriptions: 'subscriptions/SubscriptionsPage.tsx',
  'subscriptions/:id': 'subscriptions/one/SubscriptionPage.tsx',
  'session-properties': 'session-properties/SessionPropertiesPage.tsx',
  sql: 'sql/SqlPage.tsx',
  'activity-log': 'activity-log/ActivityLogPage.tsx',
  'activity-log/:id': 'activity-log/deletions/DeletionsPage.tsx',
}

type Chunk = {
  type: 'chunk'
  fileName: string
  imports: string[]
  facadeModuleId: string | null
  isEntry: boolean
  viteMetadata?: { importedCss: Set<string> }
}
type Bundle = Record<string, { type: 'asset' } | Chunk>

/** All files that a chunk needs, except those in `known`. */
function filesOf(bundle: Bundle, fileName: string, known: ReadonlySet<string>): Set<string> {
  const files = new Set<string>()
  const waiting = [fileName]
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const chunk = bundle[name]
    if (chunk?.type !== 'chunk' || files.has(name) || known.has(name)) continue
    files.add(name)
    for (const css of chunk.viteMetadata?.importedCss ?? []) files.add(css)
    waiting.push(...chunk.imports)
  }
  return files
}

function screenFiles(bundle: Bundle): Record<string, string[]> {
  const chunks = Object.values(bundle).filter((one) => one.type === 'chunk')
  const entry = chunks.find(({ isEntry, facadeModuleId }) => isEntry && facadeModuleId?.endsWith('index.html'))
  const first = entry ? filesOf(bundle, entry.fileName, new Set()) : new Set<string>()
  return Object.fromEntries(
    Object.entries(screens).map(([name, path]) => {
      const chunk = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith(`/src/pages/${path}`))
      if (!chunk)
        throw new Error(
          `src/pages/${path} isn’t a chunk of its own, so its screen would load late. Update the list in scripts/startScript.ts.`,
        )
      return [name, [...filesOf(bundle, chunk.fileName, first)].map((file) => `/${file}`)]
    }),
  )
}

/** The worker that sends all requests. */
function workerFile(bundle: Bundle): string {
  const file = Object.keys(bundle).find((name) => /^assets\/requestWorker-[\w-]+\.js$/.test(name))
  if (!file) throw new Error('The build has no file of src/api/requestWorker/requestWorker.ts.')
  return `/${file}`
}

/** `src/app/start.ts` as one classic script without imports. */
async function bundled(files: Record<string, string[]>, worker: string): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    define: { SCREEN_FILES: JSON.stringify(files), WORKER_FILE: JSON.stringify(worker) },
    build: {
      write: false,
      target: 'es2023',
      modulePreload: false,
      rolldownOptions: { input: source, output: { format: 'iife' } },
    },
  })
  const [output] = Array.isArray(built) ? built : [built]
  const chunk = output && 'output' in output ? output.output[0] : undefined
  if (!chunk) throw new Error('The start script could not be built.')
  return chunk.code
}

/** Replaces `/start.js` with the built start script, a classic script that requests the first rows before the app loads. */
export function startScript(): Plugin[] {
  let name = ''
  return [
    {
      name: 'start-script',
      apply: 'build',
      async generateBundle(_, bundle) {
        const code = await bundled(screenFiles(bundle), workerFile(bundle))
        name = `assets/start-${createHash('sha256').update(code).digest('hex').slice(0, 8)}.js`
        this.emitFile({ type: 'asset', fileName: name, source: code })
      },
      transformIndexHtml: { order: 'post', handler: (html) => html.replace('/start.js', `/${name}`) },
    },
    {
      name: 'start-script-in-development',
      apply: 'serve',
      config: () => ({ define: { SCREEN_FILES: '{}', WORKER_FILE: '""' } }),
      transformIndexHtml: {
        order: 'pre',
        handler: (html) =>
          html.replace(
            '<script vite-ignore async fetchpriority="high" blocking="render" src="/start.js">',
            '<script type="module" src="/src/app/start.ts">',
          ),
      },
    },
  ]
}
