import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { licensesText, readLicenses } from './licenses.ts'

function readJson(file: string) {
  return JSON.parse(readFileSync(fileURLToPath(new URL(`../${file}`, import.meta.url)), 'utf8'))
}

const licenses = readLicenses()
const names = new Set(licenses.map(({ name }) => name))

test('the license of every dependency is in the text', () => {
  const direct = Object.keys(readJson('package.json').dependencies)
  expect(direct.filter((name) => !names.has(name))).toEqual([])
  const text = licensesText()
  expect(licenses.filter((one) => !text.includes(`${one.name} ${one.version} (${one.license})`))).toEqual([])
  expect(licenses.filter((one) => !text.includes(one.text))).toEqual([])
})

test('transitive dependencies are included, development packages are not', () => {
  const needs = ['scheduler', 'style-mod', '@floating-ui/react', '@tanstack/query-core', 'rrweb', 'react-remove-scroll-bar']
  expect(needs.filter((name) => !names.has(name))).toEqual([])
  expect(Object.keys(readJson('package.json').devDependencies).filter((name) => names.has(name))).toEqual([])
})

test('every package installed for production is covered', () => {
  const locked: Record<string, { dev?: boolean; devOptional?: boolean; optional?: boolean }> =
    readJson('package-lock.json').packages
  const production = Object.entries(locked)
    .filter(([path, { dev, devOptional, optional }]) => path !== '' && !dev && !devOptional && !optional)
    .map(([path]) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length))
  expect(production.filter((name) => !names.has(name))).toEqual([])
})

test('all licenses allow redistribution', () => {
  const known = new Set(['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'Apache-2.0', '(MIT OR CC0-1.0)'])
  expect(licenses.filter(({ license }) => !known.has(license))).toEqual([])
  expect(licenses.filter(({ text }) => text.length < 200).map(({ name }) => name)).toEqual([])
})
