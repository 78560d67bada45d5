// What a first visit to the recordings screen loads before anything is clicked: the entry, the screen, and all that both import.
// Prints KiB after gzip and fails above the limits. Runs on the built app: `dist/.vite/manifest.json`.
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

const limits = { js: 150, css: 12 }
const dist = new URL('../dist/', import.meta.url)
const screen = 'src/pages/recordings/RecordingsPage.tsx'

/** Sizes in KiB: `{ js, css, files: [name, KiB][] }`. */
export function firstLoad() {
  const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'))
  const files = new Set(['color-scheme.js'])
  const seen = new Set()
  const visit = (key) => {
    const chunk = manifest[key]
    if (!chunk || seen.has(key)) return
    seen.add(key)
    files.add(chunk.file)
    for (const css of chunk.css ?? []) files.add(css)
    for (const imported of chunk.imports ?? []) visit(imported)
  }
  visit('index.html')
  if (!existsSync(new URL(`../${screen}`, import.meta.url))) throw new Error(`There is no ${screen}.`)
  visit(screen) // absent where it stands in a chunk of the entry's
  const sizes = [...files].map((file) => [file, gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length / 1024])
  const total = (ending) => sizes.filter(([file]) => file.endsWith(ending)).reduce((sum, [, size]) => sum + size, 0)
  return { js: total('.js'), css: total('.css'), files: sizes }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { js, css, files } = firstLoad()
  for (const [file, size] of files.toSorted((a, b) => b[1] - a[1])) console.log(`${size.toFixed(1).padStart(7)} KiB  ${file}`)
  console.log(
    `First load of Recordings, gzip: ${js.toFixed(1)} KiB of JavaScript (limit ${limits.js}), ${css.toFixed(1)} KiB of CSS (limit ${limits.css}).`,
  )
  if (js > limits.js || css > limits.css) {
    console.error('The first load is too heavy: load what is not needed at once with import().')
    process.exit(1)
  }
}
