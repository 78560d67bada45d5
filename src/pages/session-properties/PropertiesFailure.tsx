import { asApiError } from '#api/http/errors.ts'
import { errorDetails } from '#api/http/errorDetails.ts'
import { Failure } from '#features/failure/Failure.tsx'
import { PageError } from '#ui/PageError.tsx'

/** Older servers reject all keys here (posthog-api.md#g-session-properties). */
export function PropertiesFailure({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const failure = asApiError(error)
  if (failure.kind !== 'action-refuses-keys') return <Failure error={error} onRetry={onRetry} />
  return (
    <PageError
      message="This server does not let personal API keys ask for session properties."
      next="PostHog does so since April 2025, so the server is probably older. Recordings can still be filtered by a property there: type its name and its value."
      details={errorDetails(failure)}
      onRetry={onRetry}
    />
  )
}
