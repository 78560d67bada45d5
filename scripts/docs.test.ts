import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
const decisions = readdirSync(join(root, 'docs/decisions')).map((name) => `docs/decisions/${name}`)
const scripts: Record<string, string> = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).scripts

function read(file: string): string {
  return readFileSync(join(root, file), 'utf8')
}

/** What looks like a path of this repository in a text: a name with a slash, in backticks or as a link's target. */
function pathsIn(text: string): string[] {
  const quoted = [...text.matchAll(/`((?:src|demo|e2e|scripts|docs|bench|public)(?:\/[\w./-]*)?)`/g)].map(
    ([, path]) => path ?? '',
  )
  const linked = [...text.matchAll(/\]\(((?!https?:)[^)]+)\)/g)].map(([, path]) => path ?? '')
  return [...quoted, ...linked]
}

test.each(['README.md', ...decisions])('every file that %s names exists', (file) => {
  expect(pathsIn(read(file)).filter((path) => !existsSync(join(root, path)))).toEqual([])
})

test('every command that README names exists', () => {
  const named = [...read('README.md').matchAll(/npm (?:run ([a-z:]+)|(start|test)\b)/g)].map(([, ran, name]) => ran ?? name ?? '')
  expect(named.filter((name) => !(name in scripts))).toEqual([])
  expect(named.length).toBeGreaterThan(4)
})

test('a decision is at most 40 lines', () => {
  for (const file of decisions) expect(`${file} ${read(file).trim().split('\n').length > 40}`).toBe(`${file} false`)
})

test('every screen has its journey', () => {
  const screens = readdirSync(join(root, 'src/pages'))
  const journeys = readdirSync(join(root, 'e2e'))
  expect(screens.filter((screen) => !journeys.includes(`${screen}.spec.ts`))).toEqual([])
})
