import { PageError } from '#ui/PageError.tsx'
import { Button } from '#ui/Button.tsx'

function errorText(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error)
}

/** A fault of the dashboard itself. The shell around it stays, and so does everything kept. */
export function Crash({ error }: { error: unknown }) {
  const text = errorText(error)
  const isStale = /dynamically imported module|module script|preload CSS/i.test(text)
  return (
    <PageError
      message={isStale ? 'A part of this page could not be loaded.' : 'This screen broke.'}
      next={
        isStale
          ? 'The network may have failed, or a new version was installed in the meantime. Reload the page.'
          : 'This is a fault of Replay Desk, not yours. Nothing kept is lost; reload the page to go on.'
      }
      details={[['Error', text]]}
      actions={<Button onClick={() => window.location.reload()}>Reload the page</Button>}
    />
  )
}
