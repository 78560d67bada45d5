import { SqlMistake } from '../mistake.ts'
import { aggregateNames } from './aggregates.ts'
import { sameScalars, scalarFunctions, type Scalar } from './scalar.ts'
import { sameTimes, timeFunctions } from './time.ts'

const all: Readonly<Record<string, Scalar>> = { ...scalarFunctions, ...timeFunctions }
const others: Readonly<Record<string, string>> = { ...sameScalars, ...sameTimes }

/** Functions of every SQL, which HogQL takes in whatever letters; its own it takes in theirs only. */
const anyCase = new Set([
  'count',
  'sum',
  'min',
  'max',
  'avg',
  'lower',
  'upper',
  'concat',
  'coalesce',
  'abs',
  'round',
  'floor',
  'ceil',
  'length',
  'replace',
  'substring',
  'trim',
  'now',
  'date_trunc',
  'if',
  'ifnull',
  'nullif',
])
const canonical: Readonly<Record<string, string>> = { ifnull: 'ifNull', nullif: 'nullIf' }

/** The name under which a function is kept here. */
export function functionName(name: string): string {
  const lower = name.toLowerCase()
  const usual = anyCase.has(lower) ? (canonical[lower] ?? lower) : name
  return Object.hasOwn(others, usual) ? (others[usual] ?? usual) : usual
}

export function findScalar(name: string): Scalar | null {
  return Object.hasOwn(all, name) ? (all[name] ?? null) : null
}

/** The refusal of a function that is not on the list, with the one that may have been meant. */
export function unknownFunction(name: string): SqlMistake {
  const names = [...Object.keys(all), ...Object.keys(others), ...aggregateNames]
  const close = names.find((one) => one.toLowerCase() === name.toLowerCase())
  return new SqlMistake(
    `Unsupported function call '${name}(...)'${close === undefined ? '' : `. Perhaps you meant '${close}(...)'?`}`,
  )
}

function amountOf(count: number): string {
  return `${count} argument${count === 1 ? '' : 's'}`
}

/** Refuses a call with too few or too many arguments, as PostHog words it. */
export function requireArguments(
  name: string,
  kind: 'Function' | 'Aggregation',
  { least, most }: { least: number; most: number },
  given: number,
) {
  if (given >= least && given <= most) return
  if (least === most) throw new SqlMistake(`${kind} '${name}' expects ${amountOf(least)}, found ${given}`)
  const edge = given < least ? `at least ${amountOf(least)}` : `at most ${amountOf(most)}`
  throw new SqlMistake(`${kind} '${name}' expects ${edge}, found ${given}`)
}
