import { Button } from '@mantine/core'
import { Link } from 'react-router-dom'
import { EmptyState } from '#ui/EmptyState.tsx'
import { PageHeader } from '#ui/PageHeader.tsx'

/** An address that no screen has. */
export function Missing() {
  return (
    <>
      <title>Page not found · Replay Desk</title>
      <PageHeader title="Page not found" />
      <EmptyState
        title="There is no screen at this address"
        actions={
          <Button component={Link} to="/">
            Go to the recordings
          </Button>
        }
      >
        The link may be incomplete, or from a newer version of Replay Desk.
      </EmptyState>
    </>
  )
}
