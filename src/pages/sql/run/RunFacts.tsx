import { BusyBar } from '#ui/BusyBar.tsx'
import { RelativeTime } from '#ui/RelativeTime.tsx'
import { useNow } from '#ui/useNow.ts'
import classes from '../SqlPage.module.css'
import { limitMessages, secondsText } from './runMessages.ts'
import type { Ran } from './useRun.ts'

type Props = {
  ran: Ran
  zone: string | null
  isBusy: boolean
  /** Whether a query was run since, which gave nothing. */
  isEarlier: boolean
}

/** What the rows below are: when they were asked for, how long it took, and what is missing of them. */
export function RunFacts({ ran: { answer, took, endedAt }, zone, isBusy, isEarlier }: Props) {
  const now = useNow(30_000)
  const limit = limitMessages(answer)
  return (
    <>
      <BusyBar busy={isBusy} />
      <p className={classes['ran']} role="status">
        <span>
          {isEarlier ? 'An earlier query, answered in' : 'Answered in'} {secondsText(took)},{' '}
          <RelativeTime at={new Date(endedAt)} zone={zone} now={Math.max(now, endedAt)} />
        </span>
        {limit && <span className={classes['limit']}>{limit}</span>}
      </p>
    </>
  )
}
