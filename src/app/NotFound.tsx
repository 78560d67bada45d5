import { EmptyState } from '#ui/EmptyState.tsx'
import { PageHeader } from '#ui/PageHeader.tsx'
import { ButtonLink } from '#ui/Button.tsx'

export function NotFound() {
  return (
    <>
      <title>Page not found · Replay Desk</title>
      <PageHeader title="Page not found" />
      <EmptyState title="There’s no page at this address" actions={<ButtonLink to="/">Go to recordings</ButtonLink>}>
        The link may be incomplete, or from a newer version of Replay Desk.
      </EmptyState>
    </>
  )
}
