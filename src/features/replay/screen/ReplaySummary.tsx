import { useMemo } from 'react'
import { Stack, Text } from '#ui/layout.tsx'
import { summaryOf } from '../describe/summaryOf.ts'
import { shownLength } from '../durationOf.ts'
import type { ReplayLoad } from '../replayLoad.ts'
import classes from './ReplaySummary.module.css'
import { isFullyLoaded } from './isFullyLoaded.ts'
import { useReplayState } from './useReplay.ts'

type Props = {
  load: ReplayLoad
  /** The length that the list shows; null if unknown. */
  listedSeconds: number | null
}

/** What the visitor did in three lines, made here from the recorded events. */
export function ReplaySummary({ load, listedSeconds }: Props) {
  const state = useReplayState(load)
  const { items } = state
  const duration = shownLength(state, listedSeconds) * 1000
  const isComplete = isFullyLoaded(state)
  const lines = useMemo(() => summaryOf(items, isComplete ? duration : null), [items, duration, isComplete])
  if (lines.length === 0) return null
  const label = isComplete ? 'Visit summary' : 'Visit summary so far'
  return (
    <Stack gap={2} size="xs" className={classes['summary']} role="group" aria-label={label}>
      {lines.map((line) => (
        <p key={line} title={line} className={classes['line']}>
          <bdi>{line}</bdi>
        </p>
      ))}
      {!isComplete && (
        <Text as="p" tone="dimmed">
          Of what has loaded so far.
        </Text>
      )}
    </Stack>
  )
}
