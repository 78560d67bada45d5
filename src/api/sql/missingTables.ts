import { capabilitiesOf, learnCapabilities } from '#api/capabilities.ts'
import { ApiError } from '#api/http/errors.ts'
import type { ApiConnection } from '#storage/connections.ts'

/** What newest servers count of a session's behavior (posthog-api.md#h3-sql-over-replay-data). */
export const featuresTable = 'posthog.session_replay_features'

/** The table that a refusal names; null for other errors. */
export function unknownTable(error: unknown): string | null {
  if (!(error instanceof ApiError) || error.facts.status !== 400) return null
  return /unknown table [`'"]?([\w.]+)/i.exec(error.facts.detail ?? error.message)?.[1] ?? null
}

export function learnMissingTable(connection: ApiConnection, table: string) {
  const before = capabilitiesOf(connection).missingTables ?? []
  learnCapabilities(connection, { missingTables: new Set([...before, table]) })
}
