import { formatNumber } from '#lib/format.ts'
import { Button } from '#ui/Button.tsx'
import { ProgressBar } from '#ui/ProgressBar.tsx'
import { useNow } from '#ui/useNow.ts'
import classes from './JobHost.module.css'
import { countsText, doneOf, phaseText } from './jobMessages.ts'
import { dismissJob, type RunningJob, showJob } from './jobStore.ts'

/** A job that runs or ended in the background, in the corner of the screen. */
export function JobCard({ job, view }: RunningJob) {
  const now = useNow(1000)
  const isEnded = job.phase.kind === 'ended'
  const done = doneOf(job)
  return (
    <aside className={classes['card']} aria-label={`Background job: ${job.title}`}>
      <p className={classes['title']} role="status">
        {isEnded ? `${view.title}: done` : job.title}
      </p>
      {!isEnded && <ProgressBar label={`${view.nouns}, done`} done={done} total={job.items.length} />}
      <p className={classes['text']}>
        {isEnded
          ? `${countsText(job, view)}.`
          : `${formatNumber(done)} of ${formatNumber(job.items.length)}. ${phaseText(job, now)}`}
      </p>
      <div className={classes['actions']}>
        <Button variant="default" onClick={() => showJob(job.id)}>
          {isEnded ? 'Show results' : 'Show'}
        </Button>
        {isEnded && (
          <Button variant="subtle" onClick={() => dismissJob(job.id)}>
            Dismiss
          </Button>
        )}
      </div>
    </aside>
  )
}
