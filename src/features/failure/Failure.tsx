import { errorDetails, isFixedInSettings } from '#api/http/errorDetails.ts'
import { asApiError } from '#api/http/errors.ts'
import { PageError } from '#ui/PageError.tsx'
import { ButtonLink } from '#ui/Button.tsx'

/** The page error for any error of the API. */
export function Failure({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const failure = asApiError(error)
  const [, ...causes] = failure.facts.causes ?? []
  return (
    <PageError
      message={failure.message}
      next={failure.next}
      causes={causes}
      details={errorDetails(failure)}
      onRetry={onRetry}
      actions={
        isFixedInSettings(failure) && (
          <ButtonLink to="/settings" variant="default">
            Open Settings
          </ButtonLink>
        )
      }
    />
  )
}
