/** What a query gave (posthog-api.md#h2-run-a-query), whatever the age of the server. */
export type SqlAnswer = {
  columns: readonly string[]
  /** The server's own type of each column ("Nullable(DateTime64(6, 'UTC'))"), null where it does not say. As many as columns. */
  types: readonly (string | null)[]
  /** Cells as they came, hostile like all that comes; each row has as many as there are columns. */
  rows: readonly (readonly unknown[])[]
  /** Whether there is more than the limit let through; null where the server does not say. */
  hasMore: boolean | null
  /** The limit that the server set to the rows, null where it does not say. */
  limit: number | null
}
