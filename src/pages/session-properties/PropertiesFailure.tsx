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
      message="This server doesn’t allow personal API keys to read session properties."
      next="PostHog has allowed it since April 2025, so this server is probably older. You can still filter recordings by a property: enter its name and value there."
      details={errorDetails(failure)}
      onRetry={onRetry}
    />
  )
}
