import { type RefObject, Suspense, useEffect, useEffectEvent, useState } from 'react'
import { useSettings } from '#storage/connections.ts'
import { optional } from '#ui/optional.ts'
import type { ReplayLoad } from '../replayLoad.ts'
import { durationOf } from '../durationOf.ts'
import { replaySpeeds, setReplaySettings } from '../replaySettings.ts'
import type { Player } from '../frame/player.ts'
import type { Neighbors } from './replaySubject.ts'
import { findError } from './errorTimes.ts'
import { seekStep as buttonStep } from './PlaybackButtons.tsx'
import { isHandledElsewhere } from './isHandledElsewhere.ts'
import { toggleFullScreen } from './toggleFullScreen.ts'

const ReplayKeysList = optional(() => import('./ReplayKeysList.tsx').then(({ ReplayKeysList: List }) => List))

type Props = Neighbors & {
  load: ReplayLoad
  player: Player
  screen: RefObject<HTMLElement | null>
  /** Null if there can't be notes. */
  onNote: (() => void) | null
  onReport: () => void
}

/** In milliseconds. */
const seekStep = 5000

/** Keyboard shortcuts of the player, which can be turned off in Settings (WCAG 2.1.4). */
export function ReplayKeys({ load, player, screen, onNote, onReport, onPrevious, onNext }: Props) {
  const { shortcuts } = useSettings()
  const [isListOpen, setListOpen] = useState(false)

  function changeSpeed(delta: 1 | -1) {
    const index = replaySpeeds.findIndex((speed) => speed === player.get().speed) + delta
    const speed = replaySpeeds[index]
    if (speed === undefined) return
    setReplaySettings({ speed })
    player.setSpeed(speed)
  }

  function actionOf(key: string): (() => void) | undefined {
    const { position, isRunning } = player.get()
    const seekToError = (direction: 'previous' | 'next') => {
      const at = findError(load, player, direction)
      if (at !== undefined) player.seek(at)
    }
    const actions: Record<string, (() => void) | undefined> = {
      ' ': isRunning ? player.pause : player.play,
      ArrowLeft: () => player.seek(position - seekStep),
      ArrowRight: () => player.seek(position + seekStep),
      j: () => player.seek(position - buttonStep),
      l: () => player.seek(position + buttonStep),
      e: () => seekToError('next'),
      E: () => seekToError('previous'),
      '<': () => changeSpeed(-1),
      '>': () => changeSpeed(1),
      f: () => toggleFullScreen(screen.current),
      c: onNote ?? undefined,
      r: onReport,
      n: onNext,
      p: onPrevious,
      '?': () => setListOpen(true),
    }
    return /^\d$/.test(key) ? () => player.seek((durationOf(load.get()) * Number(key)) / 10) : actions[key]
  }

  const handleKey = useEffectEvent((event: KeyboardEvent) => {
    const action = isHandledElsewhere(event) ? undefined : actionOf(event.key)
    if (!action) return
    event.preventDefault()
    action()
  })

  // Syncs with the document, because shortcuts work wherever the focus is.
  useEffect(() => {
    if (!shortcuts) return
    document.addEventListener('keydown', handleKey)
    return () => document.removeEventListener('keydown', handleKey)
  }, [shortcuts])

  return (
    <>
      <span hidden data-own-shortcuts />
      {isListOpen && (
        <Suspense>
          <ReplayKeysList onClose={() => setListOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
