import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { steps } from '../e2e/engines/steps.ts'

test('the table of engines lists exactly the steps, and what each engine can’t run', () => {
  const text = readFileSync(fileURLToPath(new URL('../docs/engines.md', import.meta.url)), 'utf8')
  const [table = ''] = /^\| Step \|(?:.+\n)+/m.exec(text) ?? []
  const rows = table.trim().split('\n').slice(2)
  const expected = steps.map(({ name, lacks = {} }) => {
    const cell = (reason: string | undefined) => (reason === undefined ? 'yes' : `no: ${reason}`)
    return `| ${name} | yes | ${cell(lacks.firefox)} | ${cell(lacks.webkit)} |`
  })
  expect(rows).toEqual(expected)
})
