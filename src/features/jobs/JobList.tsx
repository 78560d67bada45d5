import { LineList } from '#ui/LineList.tsx'
import { cutText, oneLine } from '#lib/cutText.ts'
import { Text } from '#ui/layout.tsx'
import type { Job, JobView } from './job.ts'

const maxShown = 500

const tones: Partial<Record<string, 'success' | 'warning' | 'danger'>> = {
  done: 'success',
  failed: 'danger',
  returns: 'warning',
  unsure: 'warning',
  'another link': 'warning',
  'not supported': 'warning',
}

/** Every item with its outcome; those that need attention come first once the job has ended. */
export function JobList({ job, view }: { job: Job; view: JobView }) {
  const isFirst = ({ outcome }: { outcome: string }) => view.retryable.has(outcome)
  const items =
    job.phase.kind === 'ended' ? [...job.items.filter(isFirst), ...job.items.filter((item) => !isFirst(item))] : job.items
  return (
    <LineList scrollLabel="Outcomes, scrollable" aria-label="Outcomes">
      {items.slice(0, maxShown).map(({ id, name, outcome, why }) => (
        <li key={id}>
          <Text as="bdi" breaks>
            {cutText(oneLine(name), 200)}
          </Text>
          <Text as="span" tone={tones[outcome]}>
            {outcome === 'waiting' ? 'Waiting' : view.outcomeLabel(outcome)}
          </Text>
          {why && (
            <Text as="small" size="xs" tone="dimmed" breaks>
              {cutText(why, 400)}
            </Text>
          )}
        </li>
      ))}
      {items.length > maxShown && <li>and {items.length - maxShown} more</li>}
    </LineList>
  )
}
