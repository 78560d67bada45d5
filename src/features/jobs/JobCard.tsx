import { useEffect } from 'react'
import { Button } from '#ui/Button.tsx'
import { ProgressBar } from '#ui/ProgressBar.tsx'
import { useNow } from '#ui/useNow.ts'
import { Row, Stack, Text } from '#ui/layout.tsx'
import classes from './JobHost.module.css'
import { doneOf, paceText, phaseText, progressText, summaryText } from './jobMessages.ts'
import { dismissJob, type RunningJob, showJob } from './jobStore.ts'

const briefMs = 8000

/** A job that runs or ended in the background, in the corner of the screen. */
export function JobCard({ job, view }: RunningJob) {
  const now = useNow(1000)
  const isEnded = job.phase.kind === 'ended'
  const hasFailures = job.items.some(({ outcome }) => view.retryable.has(outcome))
  const leaves = isEnded && view.isBrief === true && !hasFailures && !job.problem

  useEffect(() => {
    if (!leaves) return
    const timer = setTimeout(() => dismissJob(job.id), briefMs)
    return () => clearTimeout(timer)
  }, [leaves, job.id])

  const total = job.counted === null ? job.items.length : null
  return (
    <Stack as="aside" size="sm" className={classes['card']} aria-label={`Background job: ${job.title}`}>
      <Text strong role="status">
        {isEnded ? `${summaryText(job, view)}.` : job.title}
      </Text>
      {!isEnded && (
        <>
          <ProgressBar label={`${view.nouns}, done`} done={doneOf(job)} total={total} isPaused={job.phase.kind === 'paused'} />
          <Text tone="dimmed" numeric>
            {[progressText(job, view), paceText(job)].filter(Boolean).join(' · ')}
          </Text>
        </>
      )}
      {!isEnded && phaseText(job, now) && (
        <Text tone="dimmed" numeric>
          {phaseText(job, now)}
        </Text>
      )}
      <Row>
        <Button variant="default" onClick={() => showJob(job.id)}>
          {isEnded ? 'Show results' : 'Show'}
        </Button>
        {isEnded && (
          <Button variant="subtle" onClick={() => dismissJob(job.id)}>
            Dismiss
          </Button>
        )}
      </Row>
    </Stack>
  )
}
