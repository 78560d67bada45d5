import { lazy, Suspense } from 'react'
import classes from '../SqlPage.module.css'
import { Button } from '#ui/Button.tsx'

const DraftDiff = lazy(() => import('./DraftDiff.tsx').then((module) => ({ default: module.DraftDiff })))

type Props = { prompt: string; before: string; after: string; onAccept: () => void; onDiscard: () => void }

/** The pressed button is gone, so focus would be lost. */
function focus(button: HTMLButtonElement | null) {
  button?.focus()
}

/** Accepting replaces the query but does not run it. */
export function DraftReview({ prompt, before, after, onAccept, onDiscard }: Props) {
  const isSame = before.trim() === after.trim()
  return (
    <section className={classes['review']} aria-label="Draft">
      <header className={classes['reviewHead']}>
        <h2 className={classes['reviewTitle']}>{isSame ? 'The draft matches your query' : 'Draft'}</h2>
        <p className={classes['reviewPrompt']}>
          <bdi>{prompt}</bdi>
        </p>
        <div className={classes['reviewActions']}>
          <Button variant="default" onClick={onDiscard}>
            Discard
          </Button>
          <Button ref={focus} onClick={onAccept}>
            Accept
          </Button>
        </div>
      </header>
      <Suspense fallback={<div className={classes['diff']} />}>
        <DraftDiff before={before} after={after} />
      </Suspense>
    </section>
  )
}
