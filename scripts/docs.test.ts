import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
const decisions = readdirSync(join(root, 'docs/decisions'))
  .toSorted()
  .map((name) => `docs/decisions/${name}`)
const guides = [
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'CHANGELOG.md',
  'docs/engines.md',
  'docs/glossary.md',
  'docs/posthog-api.md',
]
const { scripts, dependencies }: Record<'scripts' | 'dependencies', Record<string, string>> = JSON.parse(read('package.json'))

function read(file: string): string {
  return readFileSync(join(root, file), 'utf8')
}

/** All code and text files below the folders, except this one. */
function filesBelow(...folders: string[]): string[] {
  return folders
    .flatMap((folder) => readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)))
    .filter((file) => ['.ts', '.tsx', '.mjs', '.css', '.html', '.py', '.md'].includes(extname(file)))
    .filter((file) => file !== join('scripts', 'docs.test.ts'))
}

/** GitHub's anchor of a heading. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\w\- ]/g, '')
    .replaceAll(' ', '-')
}

/** Paths of this repository that a text names: in backticks, or as the target of a link. */
function pathsIn(text: string): string[] {
  const quoted = [...text.matchAll(/`((?:src|demo|e2e|scripts|docs|bench|public)(?:\/[\w./-]*)?)`/g)].map(
    ([, path]) => path ?? '',
  )
  const linked = [...text.matchAll(/\]\(((?!https?:)[^)]+)\)/g)].map(([, path]) => path ?? '')
  return [...quoted, ...linked]
}

test.each([...guides, ...decisions])('every file that %s names exists', (file) => {
  expect(pathsIn(read(file)).filter((path) => !existsSync(join(root, path)))).toEqual([])
})

const headings = [...read('docs/posthog-api.md').matchAll(/^#{2,3} (.+)$/gm)].map(([, heading]) => heading ?? '')
const anchors = new Set(headings.map(anchorOf))

/** Sections of posthog-api.md that a text names: "posthog-api.md#d-cors", or several as "posthog-api.md#c4-passwords, #d-cors". */
function sectionsIn(text: string): string[] {
  const lists = [...text.matchAll(/posthog-api\.md#([\w-]+(?:,[\s*]+#[\w-]+)*)/g)].map(([, list]) => list ?? '')
  return lists.flatMap((list) => list.split(/,[\s*]+#/))
}

test('every section of posthog-api.md that a comment or a document names exists', () => {
  const named = filesBelow('src', 'demo', 'e2e', 'bench', 'scripts', 'docs').flatMap((file) =>
    sectionsIn(read(file)).map((section) => ({ file, section })),
  )
  expect(named.filter(({ section }) => !anchors.has(section))).toEqual([])
  expect(named.length).toBeGreaterThan(150)
})

test('sections of posthog-api.md are named by their links, not by letters or numbers', () => {
  const loose = /posthog-api\.md(?:,| section| [A-O]\b)|\bsections? [A-O](?:\.\d+)?\b/
  expect(filesBelow('src', 'demo', 'e2e', 'bench', 'scripts', 'docs').filter((file) => loose.test(read(file)))).toEqual([])
})

test('every section that posthog-api.md itself points at exists', () => {
  const numbers = new Set(headings.map((heading) => heading.split(' ')[0]))
  const named = [...read('docs/posthog-api.md').matchAll(/\b[A-O]\.\d+\b/g)].map(([number]) => number)
  expect(named.filter((number) => !numbers.has(number))).toEqual([])
  expect(anchors.size).toBe(headings.length)
})

test.each(['README.md', 'CONTRIBUTING.md', 'SECURITY.md'])('every command that %s names exists', (file) => {
  const named = [...read(file).matchAll(/npm (?:run ([a-z:]+)|(start|test)\b)/g)].map(([, ran, name]) => ran ?? name ?? '')
  expect(named.filter((name) => !(name in scripts))).toEqual([])
  expect(named.length).toBeGreaterThan(0)
})

test('the decision on dependencies lists exactly the runtime packages', () => {
  const listed = [...read('docs/decisions/001-dependencies.md').matchAll(/^\| (?!package\b)([@a-z][\w@/.-]*) \|/gm)].map(
    ([, name]) => name,
  )
  expect(listed).toEqual(Object.keys(dependencies))
})

test('every decision that the code names exists', () => {
  const named = filesBelow('src', 'demo', 'e2e', 'bench', 'scripts').flatMap(
    (file) => read(file).match(/docs\/decisions\/[\w-]+\.md/g) ?? [],
  )
  expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([])
  expect(named.length).toBeGreaterThan(5)
})

test('decisions are numbered without gaps, and their titles carry the number', () => {
  const numbers = decisions.map((file) => file.slice('docs/decisions/'.length, 'docs/decisions/000'.length))
  expect(numbers).toEqual(decisions.map((_, index) => String(index + 1).padStart(3, '0')))
  expect(decisions.filter((file, index) => !read(file).startsWith(`# ${numbers[index]} `))).toEqual([])
})

test('a decision is at most 40 lines', () => {
  for (const file of decisions) expect(`${file} ${read(file).trim().split('\n').length > 40}`).toBe(`${file} false`)
})

test('every screen has its journey', () => {
  const screens = readdirSync(join(root, 'src/pages'))
  const journeys = readdirSync(join(root, 'e2e'))
  expect(screens.filter((screen) => !journeys.includes(`${screen}.spec.ts`))).toEqual([])
})
