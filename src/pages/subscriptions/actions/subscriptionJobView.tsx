import type { JobItem, JobView } from '#features/jobs/job.ts'
import { counted } from '#lib/format.ts'
import { Button } from '#ui/Button.tsx'
import { definitions } from './actionDefinitions.ts'
import { actionMessages, type SubscriptionAction } from './actionMessages.ts'

const outcomeLabels: Record<string, string> = {
  'not supported': 'Ignored by the server',
  failed: 'Failed',
  'not attempted': 'Not attempted',
  unsure: 'Unknown',
}

type Undo = (done: readonly JobItem[]) => void

function undoButton(done: readonly JobItem[], close: () => void, undo: Undo) {
  if (done.length === 0) return null
  return (
    <Button
      variant="default"
      onClick={() => {
        close()
        undo(done)
      }}
    >
      {`Undo: bring back ${counted(done.length, 'subscription')}`}
    </Button>
  )
}

/** `undo` brings ended subscriptions back. */
export function subscriptionJobView(action: SubscriptionAction, undo: Undo): JobView {
  const { title, done: doneLabel } = actionMessages[action]
  const {
    nouns: [noun, nouns],
    doubt,
  } = definitions[action]
  return {
    title,
    noun,
    nouns,
    outcomeLabel: (outcome) => outcomeLabels[outcome] ?? doneLabel,
    retryable: new Set(['failed', 'not attempted', ...(doubt === null ? ['unsure'] : [])]),
    note: 'If you close this tab, you can resume the rest later.',
    actions: ({ items }, close) =>
      action === 'end' &&
      undoButton(
        items.filter(({ outcome }) => outcome === 'done'),
        close,
        undo,
      ),
  }
}
