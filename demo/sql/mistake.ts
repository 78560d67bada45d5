/** The codes under which newest servers tell a mistake; a code of ClickHouse's own is the same on all. */
export type MistakeCode =
  | 'hogql_syntax_error'
  | 'hogql_query_error'
  | 'not_an_aggregate'
  | 'illegal_aggregation'
  | 'no_common_type'
  | 'illegal_type_of_argument'
  | 'cannot_parse_datetime'

/** Thrown for a query that the asker can put right; its message is in PostHog's words where PostHog has the same refusal. */
export class SqlMistake extends Error {
  code: MistakeCode

  constructor(message: string, code: MistakeCode = 'hogql_query_error') {
    super(message)
    this.code = code
  }
}

/** What real servers know and the demo does not: said as such, so that nobody takes it for a mistake of theirs. */
export function beyondDemo(what: string): SqlMistake {
  return new SqlMistake(`The demo host's subset of HogQL has no ${what}.`)
}
