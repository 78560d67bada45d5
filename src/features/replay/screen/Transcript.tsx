import { IconDownload } from '@tabler/icons-react'
import { useEffect, useMemo, useState } from 'react'
import { CopyButton } from '#ui/CopyButton.tsx'
import { Disclosure } from '#ui/Disclosure.tsx'
import { download } from '#ui/download.ts'
import { transcriptOf } from '../describe/transcriptOf.ts'
import type { ReplayLoad } from '../replayLoad.ts'
import { isFullyLoaded } from './isFullyLoaded.ts'
import type { ReplaySubject } from './replaySubject.ts'
import { Row, Text } from '#ui/layout.tsx'
import classes from './Transcript.module.css'
import { useReplayState } from './useReplay.ts'
import { Button } from '#ui/Button.tsx'

/** Loads the whole recording once opened. */
export function Transcript({ load, subject }: { load: ReplayLoad; subject: ReplaySubject }) {
  return (
    <section className={classes['transcript']} aria-label="Transcript">
      <Disclosure title="Transcript" note="events as text">
        {() => <TranscriptText load={load} subject={subject} />}
      </Disclosure>
    </section>
  )
}

function TranscriptText({ load, subject: { id } }: { load: ReplayLoad; subject: ReplaySubject }) {
  const state = useReplayState(load)
  const { items, switches, facts, duration, segments } = state
  const isComplete = isFullyLoaded(state)
  // The text grows with every segment, so it is written only when opened and when complete.
  const [firstItems] = useState(items)
  const shownItems = isComplete ? items : firstItems
  const text = useMemo(() => {
    const startedAt = facts.startedAt === null ? null : new Date(facts.startedAt)
    return transcriptOf(shownItems, switches, { recordingId: id, startedAt, duration, isComplete })
  }, [shownItems, switches, facts.startedAt, duration, id, isComplete])

  // The transcript needs the whole recording.
  useEffect(() => load.loadAll(), [load])

  return (
    <>
      <Row wrap>
        <CopyButton label="Copy transcript" text={() => text} />
        <Button
          variant="default"
          leftSection={<IconDownload size={14} aria-hidden />}
          onClick={() => download(`transcript-${id ?? 'file'}.txt`, 'text/plain', text)}
        >
          Download transcript
        </Button>
        {!isComplete && (
          <Text as="span" size="sm" tone="dimmed" role="status">
            {segments ? `${segments.loaded} of ${segments.known} parts loaded` : 'Loading…'}
          </Text>
        )}
      </Row>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the keyboard must get in */}
      <Text as="pre" breaks frame className={classes['text']} tabIndex={0}>
        {text}
      </Text>
    </>
  )
}
