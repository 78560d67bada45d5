import { type RefObject, Suspense, useEffect, useEffectEvent, useState } from 'react'
import { useSettings } from '#storage/connections.ts'
import { optional } from '#ui/optional.ts'
import type { ReplayLoad } from '../replayLoad.ts'
import { durationOf } from '../durationOf.ts'
import { replaySpeeds, setReplaySettings } from '../replaySettings.ts'
import type { Player } from '../frame/player.ts'
import type { Neighbours } from './ReplayScreen.tsx'
import { toggleFullScreen } from './toggleFullScreen.ts'

const ReplayKeysList = optional(() => import('./ReplayKeysList.tsx').then(({ ReplayKeysList: List }) => List))

type Props = Neighbours & { load: ReplayLoad; player: Player; screen: RefObject<HTMLElement | null> }

/** How far the arrow keys go, in milliseconds. */
const step = 5000

const ownKeys = 'textarea, select, [contenteditable], input:not([type=range], [type=checkbox])'

/** Whether a key means something else where it was pressed: in a field, a dialog, or on a button for the space bar. */
function isTaken({ target, key, ctrlKey, metaKey, altKey, defaultPrevented }: KeyboardEvent): boolean {
  if (defaultPrevented || ctrlKey || metaKey || altKey) return true
  if (document.querySelector('[role=dialog], dialog[open], :popover-open') !== null) return true
  if (!(target instanceof Element)) return false
  if (target.closest(ownKeys) !== null) return true
  return key === ' ' && target.closest('button, a, summary, input[type=checkbox]') !== null
}

/**
 * Keys of the player: space, arrows, < and >, f, n and p, digits, and ? which lists them. They can be switched off in Settings
 * (WCAG 2.1.4).
 */
export function ReplayKeys({ load, player, screen, onPrevious, onNext }: Props) {
  const { shortcuts } = useSettings()
  const [isListed, setListed] = useState(false)

  function changeSpeed(by: 1 | -1) {
    const index = replaySpeeds.findIndex((speed) => speed === player.get().speed) + by
    const speed = replaySpeeds[index]
    if (speed === undefined) return
    setReplaySettings({ speed })
    player.setSpeed(speed)
  }

  function actionOf(key: string): (() => void) | undefined {
    const { position, isRunning } = player.get()
    const actions: Record<string, (() => void) | undefined> = {
      ' ': isRunning ? player.pause : player.play,
      ArrowLeft: () => player.seek(position - step),
      ArrowRight: () => player.seek(position + step),
      '<': () => changeSpeed(-1),
      '>': () => changeSpeed(1),
      f: () => toggleFullScreen(screen.current),
      n: onNext,
      p: onPrevious,
      '?': () => setListed(true),
    }
    return /^\d$/.test(key) ? () => player.seek((durationOf(load.get()) * Number(key)) / 10) : actions[key]
  }

  const press = useEffectEvent((event: KeyboardEvent) => {
    const action = isTaken(event) ? undefined : actionOf(event.key)
    if (!action) return
    event.preventDefault()
    action()
  })

  // Talks to the document: keys are pressed wherever the focus is.
  useEffect(() => {
    if (!shortcuts) return
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [shortcuts])

  return (
    isListed && (
      <Suspense>
        <ReplayKeysList onClose={() => setListed(false)} />
      </Suspense>
    )
  )
}
