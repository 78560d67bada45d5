/** Error codes of newest servers; ClickHouse's own codes are the same on all. */
export type MistakeCode =
  | 'hogql_syntax_error'
  | 'hogql_query_error'
  | 'not_an_aggregate'
  | 'illegal_aggregation'
  | 'no_common_type'
  | 'illegal_type_of_argument'
  | 'cannot_parse_datetime'

/** Thrown for an invalid query, with PostHog's message where PostHog has the same error. */
export class SqlMistake extends Error {
  code: MistakeCode

  constructor(message: string, code: MistakeCode = 'hogql_query_error') {
    super(message)
    this.code = code
  }
}

/** For HogQL that the demo does not support, so that it is not mistaken for an invalid query. */
export function beyondDemo(what: string): SqlMistake {
  return new SqlMistake(`The demo host's subset of HogQL has no ${what}.`)
}
