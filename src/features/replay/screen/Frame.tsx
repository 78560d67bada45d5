import { useElementSize, useWindowEvent } from '@mantine/hooks'
import { IconPlayerPlayFilled } from '@tabler/icons-react'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import type { ReplayLoad } from '../replayLoad.ts'
import { useReplaySettings } from '../replaySettings.ts'
import { openFrameUrl, frameSandbox, frameUrl } from '../frame/frameUrl.ts'
import type { Player } from '../frame/player.ts'
import { FrameCover } from './FrameCover.tsx'
import classes from './Frame.module.css'
import { usePlayerValue } from './useReplay.ts'

type Props = {
  load: ReplayLoad
  onRetry: () => void
  hosts: readonly string[]
  /** Milliseconds from the start. */
  startAt: number
  /** Whether to scale the page to fit. */
  fit: boolean
  player: Player | null
  onPlayer: (player: Player | null) => void
}

/** rrweb is large, so it loads in parallel with the data. */
const modules = Promise.all([import('../frame/frame.ts'), import('../frame/player.ts')])
modules.catch(() => undefined) // Frame reports the error

/** Shows the recorded page in a frame without scripts, covered while there is no page. */
export function Frame({ load, onRetry, hosts, startAt, fit, player, onPlayer }: Props) {
  const frame = useRef<HTMLIFrameElement>(null)
  const [error, setError] = useState<string | null>(null)
  const { speed, skipInactivity, mouseTail } = useReplaySettings()
  const { ref, width, height } = useElementSize()
  const createFramePlayer = useEffectEvent(async (signal: AbortSignal): Promise<Player | null> => {
    const [{ openFrame }, { createPlayer }] = await modules
    if (signal.aborted || !frame.current) return null
    const root = await openFrame(frame.current, hosts, signal)
    return signal.aborted ? null : createPlayer({ root, load, startAt, speed, skipInactivity, mouseTail })
  })

  useFocusReturn(frame)

  // Syncs with the frame document and the replayer.
  useEffect(() => {
    const abortController = new AbortController()
    let created: Player | null = null
    async function start() {
      try {
        created = await createFramePlayer(abortController.signal)
        if (abortController.signal.aborted) return created?.destroy()
        setError(null)
        onPlayer(created)
      } catch (cause) {
        if (!abortController.signal.aborted) setError(cause instanceof Error ? cause.message : String(cause))
      }
    }
    void start()
    return () => {
      abortController.abort()
      created?.destroy()
      onPlayer(null)
    }
  }, [load, onPlayer])

  return (
    <div ref={ref} className={classes['viewport']} data-fit={fit || undefined}>
      <ScaledPage player={player} width={width} height={height} fit={fit}>
        <iframe
          ref={frame}
          className={classes['frame']}
          src={hosts.length === 0 ? frameUrl : openFrameUrl}
          sandbox={frameSandbox}
          title="Recorded page"
          tabIndex={-1}
        />
      </ScaledPage>
      {player && <ClickToPlay player={player} />}
      <FrameCover load={load} onRetry={onRetry} player={player} error={error} />
    </div>
  )
}

type ScaledPageProps = { player: Player | null; width: number; height: number; fit: boolean; children: React.ReactNode }

function ScaledPage({ player, children, ...container }: ScaledPageProps) {
  const element = useRef<HTMLDivElement>(null)
  const apply = useEffectEvent(() => {
    const size = player?.get().size
    const style = element.current?.style
    if (!style) return
    style.visibility = size ? 'visible' : 'hidden'
    if (!size || container.width === 0) return
    const scale = container.fit ? Math.min(container.width / size.width, container.height / size.height) : 1
    const left = Math.max(0, (container.width - size.width * scale) / 2)
    const top = Math.max(0, (container.height - size.height * scale) / 2)
    style.width = `${size.width}px`
    style.height = `${size.height}px`
    style.transform = `translate(${left}px, ${top}px) scale(${scale})`
  })

  // Syncs with the player, whose page can change its size at any time.
  useEffect(() => {
    apply()
    return player?.subscribe(apply)
  }, [player, container.width, container.height, container.fit])

  return (
    <div ref={element} className={classes['page']}>
      {children}
    </div>
  )
}

/** A recorded modal dialog takes the focus into the frame, where no key reaches the player. */
function useFocusReturn(frame: React.RefObject<HTMLIFrameElement | null>) {
  const focused = useRef<Element | null>(null)
  function giveBack() {
    if (frame.current === null || document.activeElement !== frame.current) return
    frame.current.blur()
    window.focus()
    if (focused.current instanceof HTMLElement) focused.current.focus({ preventScroll: true })
  }
  useWindowEvent('focusin', ({ target }) => {
    if (target instanceof Element && target !== frame.current) focused.current = target
  })
  // Only after the event is the focus where it will be.
  useWindowEvent('focusout', () =>
    queueMicrotask(() => {
      if (document.activeElement === document.body) focused.current = null
    }),
  )
  useWindowEvent('blur', () => queueMicrotask(giveBack))
}

/** For the mouse only; the keyboard has the play button and the space bar. */
function ClickToPlay({ player }: { player: Player }) {
  const isPaused = !usePlayerValue(player, 'isRunning')
  return (
    <div className={classes['clickArea']} aria-hidden onClick={() => (isPaused ? player.play() : player.pause())}>
      {isPaused && (
        <span className={classes['playIcon']}>
          <IconPlayerPlayFilled size={28} />
        </span>
      )}
    </div>
  )
}
