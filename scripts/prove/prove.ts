import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { scopeStates } from '../../src/features/connection/scopes.ts'
import { buildTwice, dist } from './builds.ts'
import { type Figure, limit, tableOf } from './figures.ts'
import { injectedScript } from './injected.ts'
import { newKey } from './keyForms.ts'
import { plainOnDisk, vaultOnDisk } from './onDisk.ts'
import { openSites } from './sites.ts'

/** Beside what the screens use: the owner's name and the list of projects. */
const scopesToConnect = 2

function git(...args: string[]): string {
  return execFileSync('git', args, { encoding: 'utf8' }).trim()
}

function commit(): string {
  try {
    return `${git('rev-parse', '--short', 'HEAD')}${git('status', '--porcelain') === '' ? '' : ' with changes'}`
  } catch {
    return 'unknown'
  }
}

async function measure(): Promise<Figure[]> {
  const figures = [await buildTwice()]
  const key = newKey()
  const sites = await openSites(key)
  try {
    figures.push(...(await vaultOnDisk(sites, key)))
    figures.push(...(await plainOnDisk(sites, key, 'device')))
    figures.push(...(await plainOnDisk(sites, key, 'tab')))
    figures.push(...(await injectedScript(sites, key)))
  } finally {
    await sites.close()
  }
  figures.push(limit('Scopes that a key needs for everything', String(scopeStates(null).length + scopesToConnect)))
  return figures
}

const figures = await measure()
console.log(tableOf(figures))
const isAsStated = figures.every((figure) => figure.isAsStated)
console.log(isAsStated ? 'All figures are as stated.' : 'Figures marked with ! are not as stated.')
const proof = { date: new Date().toISOString(), commit: commit(), command: 'npm run prove', figures }
writeFileSync(join(dist, 'proof.json'), `${JSON.stringify(proof, null, 2)}\n`)
process.exitCode = isAsStated ? 0 : 1
