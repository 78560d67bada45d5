import { useNow } from '#ui/useNow.ts'
import { type ApiError, asApiError } from '#api/http/errors.ts'
import { waitText } from '#lib/duration.ts'
import { retryDelay } from './retry.ts'
import { Text } from '#ui/layout.tsx'
import classes from './RetryNotice.module.css'

type Props = {
  /** `failureReason` and `failureCount` of the query. */
  reason: unknown
  failures: number
}

function waitReason({ kind }: ApiError): string {
  if (kind === 'rate-limited') return 'This key has reached its request limit.'
  return kind === 'unreachable' ? 'Can’t reach the host.' : 'The server is busy.'
}

export function RetryNotice({ reason, failures }: Props) {
  const now = useNow(500)
  const error = asApiError(reason)
  const wait = retryDelay(failures - 1, error)
  if (wait === null) return null
  const seconds = Math.max(0, (error.at + wait - now) / 1000)
  return (
    <Text size="sm" tone="warning" numeric className={classes['notice']} role="status">
      {waitReason(error)} {seconds > 0.5 ? `Waiting ${waitText(seconds)} for the server.` : 'Retrying…'}
    </Text>
  )
}
