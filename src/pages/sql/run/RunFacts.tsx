import { BusyBar } from '#ui/BusyBar.tsx'
import { RelativeTime } from '#ui/RelativeTime.tsx'
import { useNow } from '#ui/useNow.ts'
import { elapsedText } from '#lib/duration.ts'
import { Row, Text } from '#ui/layout.tsx'
import classes from '../SqlPage.module.css'
import { limitMessage } from './runMessages.ts'
import type { FinishedRun } from './useRun.ts'

type Props = {
  run: FinishedRun
  zone: string | null
  isBusy: boolean
  /** A later run failed. */
  isOutdated: boolean
}

export function RunFacts({ run: { answer, took, endedAt }, zone, isBusy, isOutdated }: Props) {
  const now = useNow(30_000)
  const limit = limitMessage(answer)
  return (
    <>
      <BusyBar busy={isBusy} />
      <Row
        as="p"
        gap="2px 16px"
        align="stretch"
        wrap
        size="xs"
        tone="dimmed"
        numeric
        className={classes['runFacts']}
        role="status"
      >
        <span>
          {isOutdated ? 'Earlier query, finished in' : 'Finished in'} {elapsedText(took)},{' '}
          <RelativeTime at={new Date(endedAt)} zone={zone} now={Math.max(now, endedAt)} />
        </span>
        {limit && (
          <Text as="span" tone="warning">
            {limit}
          </Text>
        )}
      </Row>
    </>
  )
}
