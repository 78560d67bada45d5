import { constantOf } from './constants.ts'
import { type Aggregate, findAggregate } from './functions/aggregates.ts'
import { requireArguments, findScalar, functionName, unknownFunction } from './functions/find.ts'
import { beyondDemo, SqlMistake } from './mistake.ts'
import type { Scope } from './scope.ts'
import { chainOf, type Node, onlyKnown, partIf, parts, text, sourceText } from './syntax.ts'
import type { Translation } from './translation.ts'
import { type Typed, typed } from './typed.ts'

/** Longest `sleep`, in seconds. ClickHouse allows 3. */
const longestSleep = 30

/** Failures on demand: `select demoFails('busy')`. */
export const failureNames = ['busy', 'limited', 'timeout', 'memory', 'broken'] as const

/** Functions with side effects: ClickHouse's `sleep(seconds)`, and the demo's own `demoFails(how)`. */
function effect(name: string, node: Node, translation: Translation): Typed | null {
  if (name !== 'sleep' && name !== 'demoFails') return null
  const args = parts(node, 'args')
  requireArguments(name, 'Function', { least: 1, most: 1 }, args.length)
  const [given] = args
  const value = given === undefined ? undefined : constantOf(given, translation)
  if (name === 'sleep') {
    const isGood = typeof value === 'number' && value >= 0 && value <= longestSleep
    if (!isGood) throw new SqlMistake(`The argument of sleep takes 0 to ${longestSleep} seconds`)
    translation.effects.sleepSeconds = Math.max(translation.effects.sleepSeconds, value)
  } else {
    const known = failureNames.find((one) => one === value)
    if (known === undefined) throw new SqlMistake(`demoFails takes one of ${failureNames.join(', ')}`)
    translation.effects.fails = known
  }
  return typed('Int', '0', false, 'UInt8')
}

function isStar(node: Node): boolean {
  return node.node === 'Field' && chainOf(node).join('.') === '*'
}

function aggregateInput(
  node: Node,
  found: { aggregate: Aggregate; isConditional: boolean },
  scope: Scope,
  translation: Translation,
): Typed {
  const source = sourceText(node, translation.query)
  if (scope.noAggregatesIn !== null) {
    throw new SqlMistake(`Aggregate function ${source} is found ${scope.noAggregatesIn} in query`, 'illegal_aggregation')
  }
  onlyKnown(node, ['name', 'args', 'params', 'distinct', 'filter_expr'])
  const name = text(node, 'name') ?? ''
  const all = parts(node, 'args').filter((one) => !isStar(one))
  const written = found.isConditional ? all.slice(0, -1) : all
  const rowScope = { ...scope, groups: null, noAggregatesIn: 'inside another aggregate function' }
  const conditions = [found.isConditional ? all.at(-1) : null, partIf(node, 'filter_expr')].filter((one) => one !== null)
  const { least, most } = found.aggregate
  const extra = found.isConditional ? 1 : 0
  requireArguments(name, 'Aggregation', { least: least + extra, most: most + extra }, all.length)
  const tests = conditions.flatMap((one) => (one === undefined ? [] : [translation.expression(one, rowScope).sql]))
  return found.aggregate.make({
    values: written.map((one) => translation.expression(one, rowScope)),
    parameters: parts(node, 'params').map((one) => constantOf(one, translation) ?? null),
    filter: tests.length === 0 ? '' : ` filter (where ${tests.join(' and ')})`,
    distinct: node['distinct'] === true,
  })
}

/** A call of a function on the list. Throws SqlMistake for any other. */
export function call(node: Node, scope: Scope, translation: Translation): Typed {
  const written = text(node, 'name') ?? ''
  const name = functionName(written)
  const aggregate = findAggregate(name)
  if (aggregate !== null) return aggregateInput(node, aggregate, scope, translation)
  const done = effect(name, node, translation)
  if (done !== null) return done
  if (name.startsWith('toInterval')) throw beyondDemo('intervals by themselves')
  const scalar = findScalar(name)
  if (scalar === null) throw unknownFunction(written)
  onlyKnown(node, ['name', 'args'])
  const args = parts(node, 'args')
  requireArguments(written, 'Function', scalar, args.length)
  return scalar.make({
    name: written,
    values: args.map((one) => translation.expression(one, scope)),
    constant(index) {
      const one = args[index]
      return one === undefined ? undefined : constantOf(one, translation)
    },
    bind: translation.bind,
    zone: translation.zone,
    now: translation.now,
  })
}
