import { lazy, Suspense } from 'react'
import { Row, Stack, Text } from '#ui/layout.tsx'
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
    <Stack as="section" gap={0} aria-label="Draft">
      <Row as="header" gap="4px 12px" wrap className={classes['reviewHead']}>
        <Text as="h2" size="sm">
          {isSame ? 'The draft matches your query' : 'Draft'}
        </Text>
        <Text size="sm" tone="dimmed" cut className={classes['reviewPrompt']}>
          <bdi>{prompt}</bdi>
        </Text>
        <Row>
          <Button variant="default" onClick={onDiscard}>
            Discard
          </Button>
          <Button ref={focus} onClick={onAccept}>
            Accept
          </Button>
        </Row>
      </Row>
      <Suspense fallback={<div className={classes['diff']} />}>
        <DraftDiff before={before} after={after} />
      </Suspense>
    </Stack>
  )
}
