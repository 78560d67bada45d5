import { amountOf } from './constants.ts'
import { groupedPiece } from './expression.ts'
import { selectQuery } from './select.ts'
import { isNode, type Node, partIf, parts, readTree } from './syntax.ts'
import { type Begin, type Effects, type Selected, startTranslation } from './translation.ts'

export const defaultRows = 100
export const maxRows = 50_000

/** A query ready for SQLite: one more row than `limit` may come, which tells that there are more. */
export type Translated = Selected & {
  bound: readonly (string | number | null)[]
  /** The tables that have to be filled, each with the sessions that are read from it; null for all. */
  needed: ReadonlyMap<string, ReadonlySet<string> | null>
  effects: Effects
  limit: number
  offset: number
}

export type Parse = (query: string) => string

/** The query whose limit is the limit of the whole. */
function lastQuery(tree: Node): Node {
  const last = parts(tree, 'subsequent_select_queries').at(-1)
  return last === undefined ? tree : (partIf(last, 'select_query') ?? tree)
}

/**
 * Translates HogQL into SQLite's SQL: node by node, function by function, from lists of what is allowed. Nothing of the query's
 * text gets into the SQL: names become ours, values are bound. Throws SqlMistake.
 */
export function translate(parse: Parse, begin: Begin): Translated {
  const tree = readTree(parse(begin.query))
  const translation = startTranslation(begin, {
    expression(node, scope) {
      translation.step()
      return groupedPiece(node, scope, translation)
    },
    select: (node, withs) => selectQuery(node, withs, translation),
  })
  const last = lastQuery(tree)
  const limit = Math.min(maxRows, amountOf(partIf(last, 'limit'), translation, 'LIMIT') ?? defaultRows)
  const offset = amountOf(partIf(last, 'offset'), translation, 'OFFSET') ?? 0
  const isSet = last !== tree
  const whole = isSet || !isNode(tree) ? tree : { ...tree, limit: null, offset: null }
  const { sql, columns } = translation.select(whole, new Map())
  return {
    sql: `${sql} limit ${limit + 1}${isSet ? '' : ` offset ${offset}`}`,
    columns,
    bound: translation.bound,
    needed: translation.needed,
    effects: translation.effects,
    limit,
    offset,
  }
}
