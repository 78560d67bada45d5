import { findAggregate } from './functions/aggregates.ts'
import { functionName } from './functions/find.ts'
import type { Scope } from './scope.ts'
import { chainOf, isNode, type Node, text } from './syntax.ts'

/** Whether this very node is a call of an aggregate. */
export function isAggregateCall(node: Node): boolean {
  return node.node === 'Call' && findAggregate(functionName(text(node, 'name') ?? '')) !== null
}

/** Whether an aggregate stands somewhere in it, by an alias too; queries inside are left to themselves. */
export function hasAggregate(node: Node, scope: Pick<Scope, 'aliases'>, seen: ReadonlySet<string> = new Set()): boolean {
  if (node.node === 'SelectQuery' || node.node === 'SelectSetQuery') return false
  if (isAggregateCall(node)) return true
  const [name = '', ...rest] = chainOf(node)
  const alias = node.node === 'Field' && rest.length === 0 && !seen.has(name) ? scope.aliases.get(name) : undefined
  if (alias !== undefined) return hasAggregate(alias, scope, new Set([...seen, name]))
  return Object.values(node)
    .flatMap((value: unknown) => (Array.isArray(value) ? value : [value]))
    .some((value: unknown) => isNode(value) && hasAggregate(value, scope, seen))
}
