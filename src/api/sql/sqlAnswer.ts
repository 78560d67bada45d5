/** The result of a query (posthog-api.md#h2-run-a-query) from a server of any age. */
export type SqlAnswer = {
  columns: readonly string[]
  /** The server's type of each column ("Nullable(DateTime64(6, 'UTC'))"), null if it does not say. One per column. */
  types: readonly (string | null)[]
  /** Untrusted cells; each row has one per column. */
  rows: readonly (readonly unknown[])[]
  /** Whether the limit cut off rows; null if the server does not say. */
  hasMore: boolean | null
  /** The limit that the server applied, null if it does not say. */
  limit: number | null
}
