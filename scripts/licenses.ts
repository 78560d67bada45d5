import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'

const root = fileURLToPath(new URL('..', import.meta.url))

type Manifest = {
  name: string
  version: string
  license?: string
  repository?: string | { url: string }
  dependencies?: Record<string, string>
  peerDependencies?: Record<string, string>
  peerDependenciesMeta?: Record<string, { optional?: boolean }>
}

type License = { name: string; version: string; license: string; source: string; text: string }

function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'))
}

/** Resolves a package from another one's folder as Node does: the nearest `node_modules` that has it. */
function findPackage(name: string, from: string): string | null {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('node_modules')))) {
    const found = join(folder, 'node_modules', name)
    if (existsSync(join(root, found, 'package.json'))) return found
    if (folder === '') return null
  }
}

/** The dependencies and required peer dependencies of a package. */
function needsOf({ dependencies = {}, peerDependencies = {}, peerDependenciesMeta = {} }: Manifest): string[] {
  const peers = Object.keys(peerDependencies).filter((name) => !peerDependenciesMeta[name]?.optional)
  return [...Object.keys(dependencies), ...peers]
}

/** Folders of all production packages, including transitive ones. Throws if one isn't installed. */
function productionPackages(): string[] {
  const found = new Set<string>()
  const waiting = [{ name: '', folder: '' }]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const name of needsOf(readManifest(next.folder))) {
      const folder = findPackage(name, next.folder)
      if (folder === null) throw new Error(`${name}, required by ${next.name || 'this project'}, isn’t installed. Run npm ci.`)
      if (found.has(folder)) continue
      found.add(folder)
      waiting.push({ name, folder })
    }
  }
  return [...found]
}

/** For packages under the MIT license without a license file; the license requires its text in copies. */
function mitText(authors: string): string {
  return `MIT License

Copyright (c) ${authors}

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`
}

function sourceOf({ repository }: Manifest): string {
  const url = typeof repository === 'string' ? repository : (repository?.url ?? '')
  return url
    .replace(/^(?:github:)?([\w-]+\/[\w.-]+)$/, 'https://github.com/$1')
    .replace(/^git\+/, '')
    .replace(/^(?:ssh:\/\/git@|git:\/\/)/, 'https://')
    .replace(/\.git$/, '')
}

function licenseOf(folder: string): License {
  const manifest = readManifest(folder)
  const { name, version, license = 'unknown' } = manifest
  const source = sourceOf(manifest)
  const files = readdirSync(join(root, folder)).filter((file) => /^(?:licen[cs]e|copying|copyright|notice)/i.test(file))
  const texts = files.map((file) =>
    readFileSync(join(root, folder, file), 'utf8')
      .replaceAll('\r\n', '\n')
      .trim(),
  )
  if (texts.length === 0 && license !== 'MIT') throw new Error(`${name} has no license file (${license}).`)
  const text = texts.length > 0 ? texts.join('\n\n') : mitText(`the authors of ${source || name}`)
  return { name, version, license, source, text }
}

/** The licenses of all production packages, sorted by name. */
export function readLicenses(): License[] {
  return productionPackages()
    .map(licenseOf)
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
}

/** All licenses as one text; packages with the same license text share it. */
export function licensesText(): string {
  const byText = new Map<string, License[]>()
  for (const one of readLicenses()) byText.set(one.text, [...(byText.get(one.text) ?? []), one])
  const parts = [...byText].map(([text, packages]) => {
    const names = packages.map(({ name, version, license, source }) =>
      [`${name} ${version} (${license})`, source].join('  ').trim(),
    )
    return `${names.join('\n')}\n\n${text}`
  })
  const rule = `\n\n${'-'.repeat(80)}\n\n`
  return `${['Replay Desk includes these open-source packages.', ...parts].join(rule)}\n`
}

/** Serves the licenses as `/licenses.txt` and defines APP_VERSION. */
export function licenses(): Plugin {
  return {
    name: 'licenses',
    config: () => ({ define: { 'import.meta.env.APP_VERSION': JSON.stringify(readManifest('').version) } }),
    configureServer(server) {
      server.middlewares.use('/licenses.txt', (_, response) => {
        response.setHeader('Content-Type', 'text/plain; charset=utf-8')
        response.end(licensesText())
      })
    },
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'licenses.txt', source: licensesText() })
    },
  }
}
