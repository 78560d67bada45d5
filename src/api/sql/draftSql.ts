import * as v from 'valibot'
import { asApiError } from '#api/http/errors.ts'
import { request } from '#api/http/request.ts'
import type { ApiConnection } from '#storage/connections.ts'

/** In characters (posthog-api.md#h1-draft-sql). */
export const maxPromptLength = 400

const Draft = v.object({ sql: v.string() })

/**
 * Drafts a query from a prompt and the current query, by the server's AI model (posthog-api.md#h1-draft-sql). The draft need not
 * be valid. Real servers refuse this to every key: ApiError `action-refuses-keys`. Takes up to two minutes. Throws ApiError.
 */
export async function draftSql(
  connection: ApiConnection,
  { prompt, currentQuery, signal }: { prompt: string; currentQuery: string; signal: AbortSignal },
): Promise<string> {
  const query = { prompt, current_query: currentQuery.trim() === '' ? undefined : currentQuery }
  const { sql } = await request(connection, '/query/draft_sql/', Draft, { query, signal, timeoutMs: 120_000 })
  return sql
}

/** The code decides before the status. */
export function draftFailureMessage(thrown: unknown): { message: string; next: string | undefined } {
  const { kind, facts, message, next } = asApiError(thrown)
  if (facts.code === 'required') return { message: 'Describe what you want to know.', next: undefined }
  if (facts.code === 'too_long') {
    return { message: `A prompt can have up to ${maxPromptLength} characters.`, next: 'Shorten it.' }
  }
  if (facts.code === 'unclear') {
    return { message: facts.detail ?? 'The model didn’t understand the prompt.', next: 'Rephrase it, then try again.' }
  }
  if (kind === 'rate-limited')
    return { message: `${message} Drafts have their own limit: 10 per minute, 100 per day.`, next: undefined }
  if (kind === 'server-error' && facts.status === 500) {
    return {
      message: 'This server has no AI model, or it failed.',
      next: 'Use a template, or write the query yourself.',
    }
  }
  return { message, next }
}
