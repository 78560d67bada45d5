import { EmptyState } from '#ui/EmptyState.tsx'
import { Button, ButtonAnchor } from '#ui/Button.tsx'
import { postHogUrl } from '#lib/paths.ts'

type Props = {
  host: string
  projectId: string
  hasAny: boolean
  /** Null if ended subscriptions are shown already. */
  onEnded: (() => void) | null
  onClear: () => void
}

export function NoSubscriptions({ host, projectId, hasAny, onEnded, onClear }: Props) {
  if (hasAny) {
    return (
      <EmptyState
        title="No matching subscriptions"
        actions={
          <Button variant="default" onClick={onClear}>
            Clear filters
          </Button>
        }
      >
        No subscription in this project matches the filters.
      </EmptyState>
    )
  }
  return (
    <EmptyState
      title="No subscriptions in this project"
      actions={
        <>
          <ButtonAnchor
            variant="default"
            href={postHogUrl({ host, projectId }, 'dashboard')}
            target="_blank"
            rel="noopener noreferrer"
          >
            Open dashboards in PostHog
          </ButtonAnchor>
          {onEnded && (
            <Button variant="subtle" onClick={onEnded}>
              Show ended subscriptions
            </Button>
          )}
        </>
      }
    >
      Nobody receives a dashboard or insight on a schedule. Create a subscription in PostHog, on a dashboard or an insight.
    </EmptyState>
  )
}
