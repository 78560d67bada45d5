import { cutText, oneLine } from '#lib/cutText.ts'
import parts from '#ui/dialogParts.module.css'
import type { Job, JobView } from './job.ts'

const maxShown = 500

/** Every item with its outcome; those that need attention come first once the job has ended. */
export function JobList({ job, view }: { job: Job; view: JobView }) {
  const isFirst = ({ outcome }: { outcome: string }) => view.retryable.has(outcome)
  const items =
    job.phase.kind === 'ended' ? [...job.items.filter(isFirst), ...job.items.filter((item) => !isFirst(item))] : job.items
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a box that scrolls must be in reach of the keyboard
    <div className={parts['box']} tabIndex={0} role="group" aria-label="Outcomes, scrollable">
      <ul className={parts['list']} aria-label="Outcomes">
        {items.slice(0, maxShown).map(({ id, name, outcome, why }) => (
          <li key={id}>
            <bdi>{cutText(oneLine(name), 200)}</bdi>
            <span className={parts['ended']} data-outcome={outcome}>
              {outcome === 'waiting' ? 'Waiting' : view.outcomeLabel(outcome)}
            </span>
            {why && <span className={parts['why']}>{cutText(why, 400)}</span>}
          </li>
        ))}
        {items.length > maxShown && <li>and {items.length - maxShown} more</li>}
      </ul>
    </div>
  )
}
