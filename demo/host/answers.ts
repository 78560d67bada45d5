/** Answers in PostHog's shapes (posthog-api.md#e1-error-shape). */

export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json', ...headers } })
}

export function html(body: string, status = 200): Response {
  return new Response(`<!doctype html><html><head><title>${body}</title></head><body><h1>${body}</h1></body></html>`, {
    status,
    headers: { 'Content-Type': 'text/html; charset=utf-8' },
  })
}

export function empty(status = 204): Response {
  return new Response(null, { status })
}

type ErrorType = 'authentication_error' | 'invalid_request' | 'validation_error' | 'throttled_error' | 'server_error'

export function errorAnswer(
  status: number,
  type: ErrorType,
  code: string,
  detail: string,
  attr: string | null = null,
  headers: Record<string, string> = {},
): Response {
  return json({ type, code, detail, attr }, status, headers)
}

export function notFound(detail = 'Not found.'): Response {
  return errorAnswer(404, 'invalid_request', 'not_found', detail)
}

export function permissionDenied(detail: string): Response {
  return errorAnswer(403, 'authentication_error', 'permission_denied', detail)
}

export function invalidInput(detail: string, attr: string | null = null): Response {
  return errorAnswer(400, 'validation_error', 'invalid_input', detail, attr)
}

export function throttled(detail: string, headers: Record<string, string> = {}): Response {
  return errorAnswer(429, 'throttled_error', 'throttled', detail, null, headers)
}

/** The 500 of the recordings list has its own shape (posthog-api.md#b1-recordings-list). */
export function listBroke(): Response {
  return json({ error: 'An internal server error occurred. Please try again later.' }, 500)
}

/** Throw it to answer a request with `response`. */
export class Refusal extends Error {
  response: Response

  constructor(response: Response) {
    super(`Refused with ${response.status}`)
    this.response = response
  }
}
