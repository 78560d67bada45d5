import type { Edition } from '../host/options.ts'
import { SqlMistake } from './mistake.ts'
import type { Reading, Scope, WithQuery } from './scope.ts'
import type { Node } from './syntax.ts'
import type { Typed } from './typed.ts'

/** SQLite's SQL, with the names and types of its columns. */
export type Selected = { sql: string; columns: readonly (readonly [name: string, value: Typed])[] }

/** What a query does besides answering: `sleep(3)` takes as long, `demoFails('busy')` ends as named. */
export type Effects = { sleepSeconds: number; fails: string | null }

/** What is known while one query is translated. */
export type Translation = Reading & {
  query: string
  edition: Edition
  /** Milliseconds since 1970: `now()` throughout the query. */
  now: number
  /** Values of placeholders. */
  values: Readonly<Record<string, unknown>>
  effects: Effects
  /** Counts a piece of work. Throws SqlMistake where a query is too much. */
  step(): void
  /** A name that is unique in the query. */
  nextName(letter: string): string
  expression(node: Node, scope: Scope): Typed
  select(node: Node, withs: ReadonlyMap<string, WithQuery>): Selected
}

export type Begin = Pick<Translation, 'query' | 'edition' | 'now' | 'values' | 'zone'>

/** Pieces that one query may have: far more than anybody writes, and few enough that names of names of names end soon. */
const maxSteps = 20_000

export type Started = Translation & { bound: (string | number | null)[]; needed: Map<string, Set<string> | null> }

/** Begins a translation. Values are bound, each once, and never stand in the SQL itself. */
export function startTranslation(begin: Begin, work: Pick<Translation, 'expression' | 'select'>): Started {
  const bound: (string | number | null)[] = []
  const needed = new Map<string, Set<string> | null>()
  let steps = 0
  let names = 0
  return {
    ...begin,
    ...work,
    bound,
    needed,
    effects: { sleepSeconds: 0, fails: null },
    bind(value) {
      const index = bound.indexOf(value)
      return `:v${index < 0 ? bound.push(value) : index + 1}`
    },
    need(stored, sessions = null) {
      const before = needed.get(stored)
      if (sessions === null || before === null) needed.set(stored, null)
      else needed.set(stored, new Set([...(before ?? []), ...sessions]))
    },
    step() {
      steps += 1
      if (steps > maxSteps) throw new SqlMistake('Query is too large for the demo host.')
    },
    nextName: (letter) => `${letter}${(names += 1)}`,
  }
}
