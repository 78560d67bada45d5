import { Button } from '@mantine/core'
import { Link } from 'react-router-dom'
import { type ApiError, asApiError, type ErrorKind } from '#api/errors.ts'
import { PageError } from '#ui/PageError.tsx'

/** Kinds that the Settings page can cure. */
const curedInSettings = new Set<ErrorKind>([
  'bad-key',
  'missing-scope',
  'wrong-project',
  'unreachable',
  'endpoint-missing',
  'malformed',
])

function detailsOf({ kind, facts, at }: ApiError): [string, string][] {
  const details: [string, string | number | undefined][] = [
    ['Kind', kind],
    ['Status', facts.status],
    ['Code', facts.code],
    ['Field', facts.attr],
    ['Server said', facts.detail],
    ['At', new Date(at).toISOString()],
  ]
  return details.flatMap(([label, value]) => (value === undefined ? [] : [[label, String(value)] as [string, string]]))
}

/** Any error of the API in the place of what it kept from being shown: what happened, what to do, and the facts behind it. */
export function Failure({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const failure = asApiError(error)
  const [, ...causes] = failure.facts.causes ?? []
  return (
    <PageError
      message={failure.message}
      next={failure.next}
      causes={causes}
      details={detailsOf(failure)}
      onRetry={onRetry}
      actions={
        curedInSettings.has(failure.kind) && (
          <Button component={Link} to="/settings" variant="default">
            Open Settings
          </Button>
        )
      }
    />
  )
}
