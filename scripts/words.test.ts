import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseAst } from 'vite'
import { expect, test } from 'vitest'
import { allowedNames, allowedTexts, replacedParts, replacedPhrases } from './replacedWords.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

type Node = Record<string, unknown>

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null
}

function partsOf(name: string): string[] {
  return name.match(/[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+/g)?.map((part) => part.toLowerCase()) ?? []
}

/** Every name and every text of a file, JSX included. */
function namesAndTexts(value: unknown, names: Set<string>, texts: Set<string>): void {
  if (Array.isArray(value)) {
    for (const one of value) namesAndTexts(one, names, texts)
    return
  }
  if (!isNode(value)) return
  const { type, name, value: text } = value
  if ((type === 'Identifier' || type === 'JSXIdentifier') && typeof name === 'string') names.add(name)
  if ((type === 'Literal' || type === 'JSXText') && typeof text === 'string') texts.add(text)
  if (type === 'TemplateElement' && isNode(text) && typeof text['cooked'] === 'string') texts.add(text['cooked'])
  for (const child of Object.values(value)) namesAndTexts(child, names, texts)
}

const files = ['src', 'demo', 'e2e', 'bench', 'scripts']
  .flatMap((folder) => readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)))
  .filter((file) => /\.tsx?$/.test(file) && file !== join('scripts', 'replacedWords.ts'))

const read = files.map((file) => {
  const names = new Set<string>()
  const texts = new Set<string>()
  namesAndTexts(parseAst(readFileSync(join(root, file), 'utf8'), { lang: file.endsWith('x') ? 'tsx' : 'ts' }), names, texts)
  return { file, names, texts }
})

function isAllowed(list: typeof allowedNames, text: string, file: string): boolean {
  return list.some((one) => one.text === text && (one.file?.test(file) ?? true))
}

test('no name uses a replaced word', () => {
  const found = read.flatMap(({ file, names }) =>
    [...names, file.replaceAll(/^.*\/|\..*$/g, '')].flatMap((name) => {
      const part = partsOf(name).find((one) => Object.hasOwn(replacedParts, one))
      return part === undefined || isAllowed(allowedNames, name, file) ? [] : [`${file}: ${name} (${replacedParts[part]})`]
    }),
  )
  expect(found).toEqual([])
})

test('no text that people read uses a replaced phrase', () => {
  const found = read
    .filter(({ file }) => file.startsWith('src') && !file.includes('.test.'))
    .flatMap(({ file, texts }) =>
      [...texts].flatMap((text) => {
        const [, instead] = replacedPhrases.find(([phrase]) => phrase.test(text)) ?? []
        return instead === undefined || isAllowed(allowedTexts, text, file) ? [] : [`${file}: ${text.slice(0, 90)} (${instead})`]
      }),
    )
  expect(found).toEqual([])
})
