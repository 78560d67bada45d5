import { IconDownload } from '@tabler/icons-react'
import { type MouseEvent, useEffect, useMemo, useState } from 'react'
import { CopyButton } from '#ui/CopyButton.tsx'
import { Disclosure } from '#ui/Disclosure.tsx'
import { download } from '#ui/download.ts'
import { summaryOf } from '../describe/summaryOf.ts'
import {
  type TranscriptHeader,
  transcriptHeader,
  type TranscriptLine,
  transcriptLines,
  transcriptOf,
} from '../describe/transcriptOf.ts'
import { durationOf, shownLength } from '../durationOf.ts'
import type { Player } from '../frame/player.ts'
import { type ReplayNote, withNotes } from '../notes/replayNote.ts'
import type { ReplayLoad } from '../replayLoad.ts'
import { isFullyLoaded } from './isFullyLoaded.ts'
import { linkSeconds } from './linkSeconds.ts'
import type { ReplaySubject } from './replaySubject.ts'
import { Row, Text } from '#ui/layout.tsx'
import classes from './Transcript.module.css'
import { useReplayState } from './useReplay.ts'
import { Button } from '#ui/Button.tsx'

type Props = { load: ReplayLoad; player: Player | null; subject: ReplaySubject; notes: readonly ReplayNote[] }

/** Loads the whole recording once opened. */
export function Transcript(props: Props) {
  return (
    <section className={classes['transcript']} aria-label="Transcript">
      <Disclosure title="Transcript" note="events as text">
        {() => <TranscriptText {...props} />}
      </Disclosure>
    </section>
  )
}

function TranscriptText({ load, player, subject: { id, linkAt, listedSeconds }, notes }: Props) {
  const state = useReplayState(load)
  const { items, switches, facts, segments } = state
  const isComplete = isFullyLoaded(state)
  // The text grows with every segment, so it is written only when opened and when complete.
  const [firstItems] = useState(items)
  const loadedItems = isComplete ? items : firstItems
  const shownItems = useMemo(() => withNotes(loadedItems, notes), [loadedItems, notes])
  const lines = useMemo(() => transcriptLines(shownItems, switches), [shownItems, switches])
  const startedAt = facts.startedAt === null ? null : new Date(facts.startedAt)
  const duration = durationOf(state) === 0 ? null : shownLength(state, listedSeconds) * 1000
  const summary = useMemo(() => summaryOf(loadedItems, isComplete ? duration : null), [loadedItems, isComplete, duration])
  const header: TranscriptHeader = { recordingId: id, startedAt, duration, isComplete, summary }
  const text = () => transcriptOf(shownItems, switches, header)

  // The transcript needs the whole recording.
  useEffect(() => load.loadAll(), [load])

  return (
    <>
      <Row wrap>
        <CopyButton label="Copy transcript" text={text} />
        <Button
          variant="default"
          leftSection={<IconDownload size={14} aria-hidden />}
          onClick={() => download(`transcript-${id ?? 'file'}.txt`, 'text/plain', text())}
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
        {transcriptHeader(header)}
        {'\n\n'}
        {lines.length === 0
          ? 'No events to describe.'
          : lines.map((line) => <Line key={line.key} line={line} linkAt={linkAt} onSeek={(at) => player?.seek(at)} />)}
      </Text>
    </>
  )
}

type LineProps = { line: TranscriptLine; linkAt: ReplaySubject['linkAt']; onSeek: (at: number) => void }

/** A link to its moment; a plain button for a file, which has no links. */
function Line({ line: { at, text }, linkAt, onSeek }: LineProps) {
  if (linkAt === null) {
    return (
      <button type="button" className={classes['line']} onClick={() => onSeek(at)}>
        {text}
      </button>
    )
  }
  const seek = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    onSeek(at)
  }
  return (
    <a className={classes['line']} href={linkAt(linkSeconds(at))} onClick={seek}>
      {text}
    </a>
  )
}
