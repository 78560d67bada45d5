import { useElementSize } from '@mantine/hooks'
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
  onAgain: () => void
  hosts: readonly string[]
  /** In milliseconds from the start. */
  startAt: number
  /** Whether the page is made to fit, or shown as large as it was. */
  fit: boolean
  player: Player | null
  onPlayer: (player: Player | null) => void
}

/** rrweb, which is large, comes beside all that is asked for meanwhile. */
const parts = Promise.all([import('../frame/frame.ts'), import('../frame/player.ts')])
parts.catch(() => undefined) // whoever waits for it says so

/** The place where the recorded page is rebuilt: a frame that can run nothing, and what covers it while there is no page. */
export function Frame({ load, onAgain, hosts, startAt, fit, player, onPlayer }: Props) {
  const frame = useRef<HTMLIFrameElement>(null)
  const [fault, setFault] = useState<string | null>(null)
  const { speed, skipInactivity, mouseTail } = useReplaySettings()
  const { ref, width, height } = useElementSize()
  const begin = useEffectEvent(async (signal: AbortSignal): Promise<Player | null> => {
    const [{ openFrame }, { createPlayer }] = await parts
    if (signal.aborted || !frame.current) return null
    const root = await openFrame(frame.current, hosts, signal)
    return signal.aborted ? null : createPlayer({ root, load, startAt, speed, skipInactivity, mouseTail })
  })

  // Talks to the frame's document and to the replayer in it.
  useEffect(() => {
    const leaving = new AbortController()
    let made: Player | null = null
    async function start() {
      try {
        made = await begin(leaving.signal)
        if (leaving.signal.aborted) return made?.destroy()
        setFault(null)
        onPlayer(made)
      } catch (error) {
        if (!leaving.signal.aborted) setFault(error instanceof Error ? error.message : String(error))
      }
    }
    void start()
    return () => {
      leaving.abort()
      made?.destroy()
      onPlayer(null)
    }
  }, [load, onPlayer])

  return (
    <div ref={ref} className={classes['place']} data-fit={fit || undefined}>
      <Framed player={player} width={width} height={height} fit={fit}>
        <iframe
          ref={frame}
          className={classes['frame']}
          src={hosts.length === 0 ? frameUrl : openFrameUrl}
          sandbox={frameSandbox}
          title="Recorded page"
          tabIndex={-1}
        />
      </Framed>
      {player && <Pressing player={player} />}
      <FrameCover load={load} onAgain={onAgain} player={player} fault={fault} />
    </div>
  )
}

type FramedProps = { player: Player | null; width: number; height: number; fit: boolean; children: React.ReactNode }

/** As large as the recorded page, made smaller or larger to fit. */
function Framed({ player, children, ...room }: FramedProps) {
  const box = useRef<HTMLDivElement>(null)
  const apply = useEffectEvent(() => {
    const size = player?.get().size
    const style = box.current?.style
    if (!style) return
    style.visibility = size ? 'visible' : 'hidden'
    if (!size || room.width === 0) return
    const scale = room.fit ? Math.min(room.width / size.width, room.height / size.height) : 1
    const left = Math.max(0, (room.width - size.width * scale) / 2)
    const top = Math.max(0, (room.height - size.height * scale) / 2)
    style.width = `${size.width}px`
    style.height = `${size.height}px`
    style.transform = `translate(${left}px, ${top}px) scale(${scale})`
  })

  // Talks to the player: the page on show may be of another size at any time.
  useEffect(() => {
    apply()
    return player?.subscribe(apply)
  }, [player, room.width, room.height, room.fit])

  return (
    <div ref={box} className={classes['page']}>
      {children}
    </div>
  )
}

/** A press on the page plays and pauses. For the mouse alone; the keyboard has the button and its key. */
function Pressing({ player }: { player: Player }) {
  const isStill = !usePlayerValue(player, 'isRunning')
  return (
    <div className={classes['press']} aria-hidden onClick={() => (isStill ? player.play() : player.pause())}>
      {isStill && (
        <span className={classes['sign']}>
          <IconPlayerPlayFilled size={28} />
        </span>
      )}
    </div>
  )
}
