import { useCallback, useRef, useState, useSyncExternalStore } from 'react'
import type { Neighbors, ReplaySubject } from './replaySubject.ts'
import type { InspectorItem } from '../describe/item.ts'
import { mayRetry } from '../replayEnd.ts'
import type { ReplayLoad, ReplayState } from '../replayLoad.ts'
import type { Player } from '../frame/player.ts'
import type { ReplayNote } from '../notes/replayNote.ts'
import { useNotes } from '../notes/useNotes.tsx'
import type { RecordingNotes } from '../notes/useRecordingNotes.ts'
import { Controls } from './Controls.tsx'
import { Inspector } from './Inspector.tsx'
import { linkSeconds } from './linkSeconds.ts'
import { PageBar } from './PageBar.tsx'
import { ReplayKeys } from './ReplayKeys.tsx'
import { NextAtEnd } from './NextAtEnd.tsx'
import { ReplayNotices } from './ReplayNotices.tsx'
import { Stack } from '#ui/layout.tsx'
import classes from './ReplayScreen.module.css'
import { SeekBar } from './SeekBar.tsx'
import { Frame } from './Frame.tsx'
import { Transcript } from './Transcript.tsx'
import { type OpenReplay, useReplayLoad } from './useReplay.ts'
import { useJump } from './useJump.ts'
import { useWatched } from './useWatched.ts'

/** Whether there is a page to play, or one may still load. */
function mayPlay({ end, facts }: ReplayState): boolean {
  return facts.hasFullSnapshot || end === null || end.kind === 'complete' || end.kind === 'ongoing'
}

type Props = Neighbors & {
  /** Stable for the same recording. */
  open: OpenReplay
  subject: ReplaySubject
  /** Null for a file, which has notes of its own. */
  notes: RecordingNotes | null
  /** In seconds. */
  startAt: number
  /** Whether playback starts by itself. */
  plays?: boolean
  /** Called with seconds after pausing, seeking while paused, or ending. */
  onPositionChange?: ((seconds: number) => void) | undefined
  /** Called once, after five seconds of playback. */
  onWatched?: (() => void) | undefined
  /** Playback goes to shortly before the first event that it is true for. Stable. */
  jumpsTo?: ((item: InspectorItem) => boolean) | undefined
}

const noHosts: readonly string[] = []
const noNotes: readonly ReplayNote[] = []

export function ReplayScreen({ open, ...props }: Props) {
  const [hosts, setHosts] = useState(noHosts)
  const [position, setPosition] = useState(Math.round(props.startAt * 1000))
  const [loadCount, setLoadCount] = useState(0)
  const load = useReplayLoad(open, { hosts, startAt: position, loadCount })
  if (load === null) return <div className={classes['replay']} aria-hidden />
  return (
    <Loaded
      key={`${loadCount} ${hosts.join()}`}
      {...props}
      load={load}
      onReload={() => setLoadCount(loadCount + 1)}
      hosts={hosts}
      onHostsChange={setHosts}
      position={position}
      onPosition={setPosition}
    />
  )
}

type LoadedProps = Omit<Props, 'open' | 'startAt'> & {
  load: ReplayLoad
  /** Loads again, since there may be more by now. */
  onReload: () => void
  hosts: readonly string[]
  onHostsChange: (hosts: readonly string[]) => void
  /** In milliseconds. */
  position: number
  onPosition: (at: number) => void
}

function Loaded({
  load,
  onReload,
  hosts,
  onHostsChange,
  subject,
  notes: storedNotes,
  position,
  onPosition,
  onPositionChange,
  onWatched,
  plays = false,
  jumpsTo,
  ...neighbors
}: LoadedProps) {
  const [player, setPlayer] = useState<Player | null>(null)
  const [fit, setFit] = useState(true)
  const screen = useRef<HTMLDivElement>(null)
  const isPlayable = useSyncExternalStore(load.subscribe, () => mayPlay(load.get()))
  const fileNotes = useSyncExternalStore(load.subscribe, () => load.get().file?.notes ?? noNotes)
  const noting = useNotes({ load, player, subject, stored: storedNotes, fileNotes })
  const { notes } = noting
  const hasItems = useSyncExternalStore(load.subscribe, () => load.get().items.length > 0)
  const startPlayer = useCallback(
    (created: Player | null) => {
      setPlayer(created)
      if (plays) created?.play()
    },
    [plays],
  )
  const reportPosition = useCallback(
    (at: number) => {
      onPosition(at)
      onPositionChange?.(linkSeconds(at))
    },
    [onPosition, onPositionChange],
  )
  const retry = () => {
    const { end } = load.get()
    if (end && mayRetry(end)) load.retry()
    else onReload()
  }
  useJump(load, player, jumpsTo)
  useWatched(player, { onPositionChange: reportPosition, onWatched })

  return (
    <section className={classes['replay']} data-ended={!isPlayable || undefined} aria-label="Replay">
      <Stack gap={0} className={classes['screen']} ref={screen}>
        {isPlayable && <PageBar load={load} player={player} zone={subject.zone} />}
        <Frame load={load} onRetry={retry} hosts={hosts} startAt={position} fit={fit} player={player} onPlayer={startPlayer} />
        {player && isPlayable && (
          <>
            <NextAtEnd player={player} onNext={neighbors.onNext} />
            <SeekBar load={load} player={player} listedSeconds={subject.listedSeconds} notes={notes} />
            <Controls
              load={load}
              player={player}
              subject={subject}
              noting={noting}
              screen={screen}
              fit={fit}
              onFitChange={setFit}
            />
            {noting.form}
            <ReplayKeys load={load} player={player} screen={screen} onNote={noting.add} onReport={noting.report} {...neighbors} />
          </>
        )}
        <ReplayNotices
          load={load}
          listedSeconds={subject.listedSeconds}
          onRetry={retry}
          hosts={hosts}
          onHostsChange={onHostsChange}
        />
      </Stack>
      {(isPlayable || hasItems) && (
        <>
          <Inspector
            load={load}
            listedSeconds={subject.listedSeconds}
            player={player}
            notes={notes}
            noteActions={noting.details}
          />
          <Transcript load={load} player={player} subject={subject} notes={notes} />
        </>
      )}
      {noting.dialog}
    </section>
  )
}
