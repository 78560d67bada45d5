/**
 * What a PostHog server lets other origins do (posthog-api.md#d-cors): any origin, no exposed headers, and only these request
 * headers.
 */
const allowedHeaders = [
  'accept',
  'authorization',
  'content-type',
  'user-agent',
  'x-csrftoken',
  'x-requested-with',
  'traceparent',
  'request-id',
  'request-context',
  'x-amzn-trace-id',
  'x-cloud-trace-context',
  'sentry-trace',
  'baggage',
  'x-highlight-request',
  'x-datadome-clientid',
].join(', ')

const allowedMethods = 'DELETE, GET, OPTIONS, PATCH, POST, PUT'

export function isPreflight(request: Request): boolean {
  return request.method === 'OPTIONS' && request.headers.has('Access-Control-Request-Method')
}

/** The same for every preflight: the browser refuses what is not listed. */
export function preflightAnswer(): Response {
  return new Response(null, {
    headers: {
      'Access-Control-Allow-Headers': allowedHeaders,
      'Access-Control-Allow-Methods': allowedMethods,
      'Access-Control-Max-Age': '86400',
      'Content-Length': '0',
    },
  })
}

export function withCors(request: Request, response: Response): Response {
  const origin = request.headers.get('Origin')
  response.headers.append('Vary', 'Origin')
  if (origin === null) return response
  response.headers.set('Access-Control-Allow-Origin', origin)
  response.headers.set('Access-Control-Allow-Credentials', 'true')
  return response
}
