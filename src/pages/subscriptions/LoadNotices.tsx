import { Button } from '@mantine/core'
import { asApiError } from '#api/errors.ts'
import type { Subscription } from '#api/subscriptions.ts'
import type { AllRows } from '#api/walkRows.ts'
import { Countdown } from './Countdown.tsx'
import classes from './SubscriptionsPage.module.css'

type Props = {
  all: AllRows<Subscription> | undefined
  /** How many more the server found by the filters. */
  extra: number
  error: unknown
  onRetry: () => void
  /** Whether ended ones were wanted of a server that does not list them. */
  isEndedIgnored: boolean
}

const counting = new Intl.NumberFormat('en')

/** How far a walk is stands in the screen's own sentence; only an end before the end is told here. */
function stoppedWords({ progress, rows, total }: AllRows<Subscription>, extra: number): string | null {
  if (progress.kind !== 'stopped') return null
  return `Stopped at ${counting.format(rows.length)} subscriptions${total === null ? '' : ` of ${counting.format(total)}`}. Filters, calendar and problems cover these ${extra === 0 ? 'only' : `and ${counting.format(extra)} more that the server found by the filters`}.`
}

/** What of all subscriptions is not here, or not yet, and why. */
export function LoadNotices({ all, extra, error, onRetry, isEndedIgnored }: Props) {
  if (all === undefined) return null
  const words = stoppedWords(all, extra)
  const failure = error === null ? null : asApiError(error)
  return (
    <div role="status">
      {isEndedIgnored && <p className={classes['notice']}>This server does not list ended ones.</p>}
      {words && <p className={classes['notice']}>{words}</p>}
      {all.progress.kind === 'waiting' && (
        <p className={classes['notice']}>
          The request limit of this key is used up. Going on <Countdown until={all.progress.until} />.
        </p>
      )}
      {failure && (
        <p className={classes['notice']}>
          {`Not all could be loaded; these are the first ${counting.format(all.rows.length)}. ${failure.message}`}{' '}
          <Button variant="subtle" size="compact-xs" onClick={onRetry}>
            Try again
          </Button>
        </p>
      )}
      {all.unreadable > 0 && (
        <p className={classes['notice']}>{`${counting.format(all.unreadable)} could not be read and are left out.`}</p>
      )}
      {(all.missing ?? 0) > 0 && (
        <p className={classes['notice']}>
          {`The server counts ${counting.format(all.missing ?? 0)} more than it gave: they may have changed while they were read.`}
        </p>
      )}
    </div>
  )
}
