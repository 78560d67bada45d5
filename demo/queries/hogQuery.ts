/** A query in the server's own language, with what its placeholders stand for. */
export type HogQuery = { text: string; values: Record<string, unknown> }

export type QueryAnswer = {
  results: unknown[][]
  columns: string[]
  types: [string, string][]
  hasMore: boolean
  limit: number
  offset: number
}
