import { useNow } from '#ui/useNow.ts'
import { waitText } from '#lib/duration.ts'
import { asApiError } from '#api/http/errors.ts'
import type { Subscription } from '#api/subscriptions/subscriptions.ts'
import { type AllRows, noRowsYet } from '#api/http/walkPages.ts'
import { Notice } from '#ui/bands.tsx'
import { Button } from '#ui/Button.tsx'
import { counted, formatNumber } from '#lib/format.ts'

type LoadState = {
  all: AllRows<Subscription> | undefined
  error: unknown
  onRetry: () => void
}

type Props = LoadState & {
  /** Subscriptions found only by the server’s filters. */
  extraCount: number
  /** Null unless ended subscriptions are shown. */
  ended: LoadState | null
  isEndedUnsupported: boolean
}

/** Progress is shown in the page header; only an early stop is shown here. */
function stoppedMessage({ progress, rows, total }: AllRows<Subscription>, noun: string, scope: string): string | null {
  if (progress.kind !== 'stopped') return null
  return `Stopped at ${formatNumber(rows.length)}${total === null ? '' : ` of ${formatNumber(total)}`} ${noun}. ${scope}`
}

function filterScopeMessage(extraCount: number): string {
  const subject =
    extraCount === 0 ? 'only these' : `these and ${formatNumber(extraCount)} more that the server found with your filters`
  return `Filters, calendar and problems cover ${subject}.`
}

/** What is missing from the list, and why. */
export function LoadNotices({ all, extraCount, error, onRetry, ended, isEndedUnsupported }: Props) {
  if (all === undefined) return null
  return (
    <div role="status">
      <LoadStateNotices
        all={all}
        error={error}
        onRetry={onRetry}
        stopped={stoppedMessage(all, 'subscriptions', filterScopeMessage(extraCount))}
      />
      {isEndedUnsupported && <Notice>This server doesn’t list ended subscriptions.</Notice>}
      {ended && !isEndedUnsupported && <EndedNotices {...ended} />}
    </div>
  )
}

function EndedNotices({ all = noRowsYet, error, onRetry }: LoadState) {
  const isListed = all.rows.some(({ deleted }) => deleted) // otherwise it stopped because the server lists none
  const stopped = isListed ? stoppedMessage(all, 'ended subscriptions', 'Later ones aren’t shown.') : null
  const of = all.total === null || all.rows.length === 0 ? '' : ` of ${formatNumber(all.total)}`
  return (
    <>
      {all.progress.kind === 'loading' && error === null && (
        <Notice>{`Loading ended subscriptions: ${formatNumber(all.rows.length)}${of}.`}</Notice>
      )}
      <LoadStateNotices all={all} error={error} onRetry={onRetry} stopped={stopped} kind="ended " />
    </>
  )
}

type NoticeProps = LoadState & { all: AllRows<Subscription>; stopped: string | null; kind?: 'ended ' }

function LoadStateNotices({ all, error, onRetry, stopped, kind }: NoticeProps) {
  const noun = `${kind ?? ''}subscription`
  const failure = error === null ? null : asApiError(error)
  return (
    <>
      {stopped && <Notice>{stopped}</Notice>}
      {all.progress.kind === 'waiting' && (
        <Notice>
          This key’s rate limit is used up. Continuing <Countdown until={all.progress.until} />.
        </Notice>
      )}
      {failure && (
        <Notice>
          {`Not all ${noun}s could be loaded. Showing the first ${formatNumber(all.rows.length)}. ${failure.message}`}{' '}
          <Button variant="subtle" size="compact-xs" onClick={onRetry}>
            Try again
          </Button>
        </Notice>
      )}
      {all.unreadable > 0 && <Notice>{`Skipped ${counted(all.unreadable, noun)} that couldn’t be read.`}</Notice>}
      {(all.missing ?? 0) > 0 && (
        <Notice>
          {`The server counts ${counted(all.missing ?? 0, `more ${noun}`)} than it returned. They may have changed while loading.`}
        </Notice>
      )}
    </>
  )
}

/** "in 12 s", counting down. `until` in milliseconds since 1970. */
function Countdown({ until }: { until: number }) {
  const now = useNow(1000)
  const seconds = Math.max(0, Math.ceil((until - now) / 1000))
  return seconds === 0 ? 'now' : `in ${waitText(seconds)}`
}
