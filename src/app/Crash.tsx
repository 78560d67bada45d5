import { PageError } from '#ui/PageError.tsx'
import { Button } from '#ui/Button.tsx'

function errorText(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error)
}

/** For bugs of the dashboard itself. The shell around it stays. */
export function Crash({ error }: { error: unknown }) {
  const text = errorText(error)
  const isStale = /dynamically imported module|module script|preload CSS/i.test(text)
  return (
    <PageError
      message={isStale ? 'Part of this page couldn’t be loaded.' : 'This page crashed.'}
      next={
        isStale
          ? 'Your network may be down, or a new version was installed. Reload the page.'
          : 'This is a bug in Replay Desk. Your saved data is safe. Reload the page to continue.'
      }
      details={[['Error', text]]}
      actions={<Button onClick={() => window.location.reload()}>Reload page</Button>}
    />
  )
}
