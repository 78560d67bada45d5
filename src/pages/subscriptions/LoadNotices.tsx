import { asApiError } from '#api/http/errors.ts'
import type { Subscription } from '#api/subscriptions/subscriptions.ts'
import { type AllRows, noRowsYet } from '#api/http/walkPages.ts'
import { Countdown } from './Countdown.tsx'
import classes from './SubscriptionsPage.module.css'
import { Button } from '#ui/Button.tsx'
import { formatNumber } from '#lib/format.ts'

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
function stoppedMessage({ progress, rows, total }: AllRows<Subscription>, what: string, scope: string): string | null {
  if (progress.kind !== 'stopped') return null
  return `Stopped at ${formatNumber(rows.length)} ${what}${total === null ? '' : ` of ${formatNumber(total)}`}. ${scope}`
}

function filterScopeMessage(extraCount: number): string {
  const more = extraCount === 0 ? 'only' : `and ${formatNumber(extraCount)} more that the server found by the filters`
  return `Filters, calendar and problems cover these ${more}.`
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
      {isEndedUnsupported && <p className={classes['notice']}>This server does not list ended ones.</p>}
      {ended && !isEndedUnsupported && <EndedNotices {...ended} />}
    </div>
  )
}

function EndedNotices({ all = noRowsYet, error, onRetry }: LoadState) {
  const isListed = all.rows.some(({ deleted }) => deleted) // otherwise it stopped because the server lists none
  const stopped = isListed ? stoppedMessage(all, 'ended subscriptions', 'Later ones are not here.') : null
  const of = all.total === null || all.rows.length === 0 ? '' : ` of ${formatNumber(all.total)}`
  return (
    <>
      {all.progress.kind === 'loading' && error === null && (
        <p className={classes['notice']}>{`Asking for ended ones: ${formatNumber(all.rows.length)}${of} so far.`}</p>
      )}
      <LoadStateNotices all={all} error={error} onRetry={onRetry} stopped={stopped} what=" of the ended ones" />
    </>
  )
}

type NoticeProps = LoadState & { all: AllRows<Subscription>; stopped: string | null; what?: string }

function LoadStateNotices({ all, error, onRetry, stopped, what = '' }: NoticeProps) {
  const failure = error === null ? null : asApiError(error)
  return (
    <>
      {stopped && <p className={classes['notice']}>{stopped}</p>}
      {all.progress.kind === 'waiting' && (
        <p className={classes['notice']}>
          The request limit of this key is used up. Going on <Countdown until={all.progress.until} />.
        </p>
      )}
      {failure && (
        <p className={classes['notice']}>
          {`Not all${what} could be loaded; these are the first ${formatNumber(all.rows.length)}. ${failure.message}`}{' '}
          <Button variant="subtle" size="compact-xs" onClick={onRetry}>
            Try again
          </Button>
        </p>
      )}
      {all.unreadable > 0 && (
        <p className={classes['notice']}>{`${formatNumber(all.unreadable)}${what} could not be read and are left out.`}</p>
      )}
      {(all.missing ?? 0) > 0 && (
        <p className={classes['notice']}>
          {`The server counts ${formatNumber(all.missing ?? 0)} more${what} than it gave: they may have changed while they were read.`}
        </p>
      )}
    </>
  )
}
