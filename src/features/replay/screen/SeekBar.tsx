import { type PointerEvent, useState } from 'react'
import { clockDuration } from '#lib/duration.ts'
import type { ReplayNote } from '../notes/replayNote.ts'
import { useItems } from '../notes/useItems.ts'
import type { ReplayLoad } from '../replayLoad.ts'
import { durationOf, lengthText } from '../durationOf.ts'
import type { Player } from '../frame/player.ts'
import classes from './SeekBar.module.css'
import { Timeline, TimelineLegend } from './Timeline.tsx'
import { TimelineTooltip } from './TimelineTooltip.tsx'
import { usePlayerValue, useReplayState } from './useReplay.ts'

/** Where the bar begins and ends, in pixels from its edges. */
const inset = 10

type Props = { load: ReplayLoad; player: Player; listedSeconds: number | null; notes: readonly ReplayNote[] }

/** Shows position, loaded ranges, inactivity, activity and events, and under the mouse what happened there. */
export function SeekBar({ load, player, listedSeconds, notes }: Props) {
  const items = useItems(load, notes)
  const duration = durationOf(useReplayState(load))
  const [hoveredAt, setHoveredAt] = useState<number | null>(null)
  const hover = ({ currentTarget, clientX, pointerType }: PointerEvent) => {
    if (pointerType === 'touch') return
    const { left, width } = currentTarget.getBoundingClientRect()
    setHoveredAt(Math.max(0, Math.min(1, (clientX - left - inset) / (width - 2 * inset))) * duration)
  }
  return (
    <>
      <div className={classes['bar']} onPointerMove={hover} onPointerLeave={() => setHoveredAt(null)}>
        <Timeline load={load} items={items} />
        <Position load={load} player={player} listedSeconds={listedSeconds} />
        {hoveredAt !== null && duration > 0 && <TimelineTooltip items={items} at={hoveredAt} duration={duration} />}
      </div>
      <TimelineLegend load={load} items={items} />
    </>
  )
}

/** In seconds. */
const seekStep = 5

function Position({ load, player, listedSeconds }: Omit<Props, 'notes'>) {
  const state = useReplayState(load)
  const duration = durationOf(state)
  const position = usePlayerValue(player, 'position')
  const seconds = position / 1000
  return (
    <>
      <i
        className={classes['played']}
        style={{ transform: `scaleX(${duration > 0 ? Math.min(1, position / duration) : 0})` }}
        aria-hidden
      />
      <input
        type="range"
        className={classes['input']}
        aria-label="Position"
        aria-valuetext={`${clockDuration(Math.floor(seconds))} of ${lengthText(state, listedSeconds)}`}
        min={0}
        max={Math.max(duration / 1000, 0.001)}
        step="any"
        value={Math.min(seconds, duration / 1000)}
        onChange={(event) => player.seek(event.currentTarget.valueAsNumber * 1000)}
        onKeyDown={(event) => {
          const delta = { ArrowRight: seekStep, ArrowUp: seekStep, ArrowLeft: -seekStep, ArrowDown: -seekStep }[event.key]
          if (delta === undefined || event.ctrlKey || event.metaKey || event.altKey) return
          event.preventDefault()
          player.seek(player.get().position + delta * 1000)
        }}
      />
    </>
  )
}
