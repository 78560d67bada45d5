import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('.', import.meta.url))
const folders = ['src', 'demo', 'scripts']
const all = folders.map((folder) => `${folder}/**/*.test.{ts,tsx}`)
const tests = folders
  .flatMap((folder) => readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)))
  .filter((name) => /\.test\.tsx?$/.test(name))

/** What replaces modules, or lasts longer than the test file that installed it. */
const needsIsolation = /\bvi\.(mock|doMock|resetModules)\(|['"]fake-indexeddb\/auto['"]/

const components = tests.filter((name) => name.endsWith('.test.tsx'))
const isolated = tests.filter((name) => !components.includes(name) && needsIsolation.test(readFileSync(join(root, name), 'utf8')))

// Starting a process and loading the same modules again for each file took over a third of the time of all unit tests.
export default defineConfig({
  test: {
    environment: 'node',
    testTimeout: 60_000,
    maxWorkers: '100%',
    unstubGlobals: true,
    projects: [
      { extends: true, test: { name: 'shared', isolate: false, include: all, exclude: [...isolated, ...components] } },
      { extends: true, test: { name: 'isolated', include: isolated } },
      { extends: true, test: { name: 'components', environment: 'happy-dom', isolate: false, include: components } },
    ],
  },
})
