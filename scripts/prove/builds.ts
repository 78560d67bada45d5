import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { type Figure, zero } from './figures.ts'

export const dist = fileURLToPath(new URL('../../dist', import.meta.url))

function hashes(folder: string): Map<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile())
  return new Map(
    files.map((file) => {
      const path = join(file.parentPath, file.name)
      return [path.slice(folder.length + 1), createHash('sha256').update(readFileSync(path)).digest('hex')]
    }),
  )
}

/** Builds into `dist` and into another folder, and compares all files. */
export async function buildTwice(): Promise<Figure> {
  const other = mkdtempSync(join(tmpdir(), 'replay-desk-build-'))
  try {
    for (const outDir of [dist, other]) await build({ logLevel: 'warn', build: { outDir, emptyOutDir: true } })
    const [one, two] = [hashes(dist), hashes(other)]
    const names = new Set([...one.keys(), ...two.keys()])
    const different = [...names].filter((name) => one.get(name) !== two.get(name))
    return zero(`Files that differ in two builds, of ${names.size}`, different.length, different)
  } finally {
    rmSync(other, { recursive: true, force: true })
  }
}
