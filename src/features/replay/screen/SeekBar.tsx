import { useMemo } from 'react'
import { clockDuration } from '#lib/duration.ts'
import { inactivePeriods } from '../describe/inactivePeriods.ts'
import type { ReplayLoad } from '../replayLoad.ts'
import { durationOf } from '../durationOf.ts'
import type { Player } from '../frame/player.ts'
import { marksOf } from './marks.ts'
import classes from './SeekBar.module.css'
import { usePlayerValue, useReplayState } from './useReplay.ts'

/** Shows position, loaded ranges, inactivity and events. */
export function SeekBar({ load, player }: { load: ReplayLoad; player: Player }) {
  return (
    <div className={classes['bar']}>
      <Timeline load={load} />
      <Position load={load} player={player} />
    </div>
  )
}

function percent(value: number, total: number): string {
  return `${total > 0 ? Math.min(100, (value / total) * 100) : 0}%`
}

function Timeline({ load }: { load: ReplayLoad }) {
  const { ranges, activity, items, duration: knownDuration } = useReplayState(load)
  const duration = durationOf({ duration: knownDuration, ranges })
  const marks = useMemo(() => marksOf(items, duration), [items, duration])
  const pauses = useMemo(() => inactivePeriods(activity, ranges), [activity, ranges])
  return (
    <div className={classes['timeline']} aria-hidden>
      {ranges.map(({ streamId, from, to }) => (
        <i
          key={streamId}
          className={classes['loaded']}
          style={{ left: percent(from, duration), width: percent(to - from, duration) }}
        />
      ))}
      {pauses.map(({ from, to }) => (
        <i
          key={from}
          className={classes['pause']}
          style={{ left: percent(from, duration), width: percent(to - from, duration) }}
        />
      ))}
      {marks.map(({ at, kind }) => (
        <i key={at} className={classes['mark']} data-kind={kind} style={{ left: percent(at, duration) }} />
      ))}
    </div>
  )
}

/** In seconds. */
const seekStep = 5

function Position({ load, player }: { load: ReplayLoad; player: Player }) {
  const { duration: knownDuration, ranges } = useReplayState(load)
  const duration = durationOf({ duration: knownDuration, ranges })
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
        aria-valuetext={`${clockDuration(Math.floor(seconds))} of ${clockDuration(duration / 1000)}`}
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
