import '@mantine/core/styles/Loader.layer.css'
import { Loader } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { waitText } from '#lib/duration.ts'
import { useNow } from '#ui/useNow.ts'
import { askAgainName, replayEndMessage } from '../replayEnd.ts'
import type { ReplayLoad, ReplayState } from '../replayLoad.ts'
import type { Player } from '../frame/player.ts'
import classes from './FrameCover.module.css'
import { usePlayerValue, useReplayState } from './useReplay.ts'
import { Button } from '#ui/Button.tsx'
import { MantineRoot } from '#ui/MantineRoot.tsx'

type Props = { load: ReplayLoad; onAgain: () => void; player: Player | null; fault: string | null }

/** What stands in the place of the page where there is none: what comes, what is waited for, or why nothing will come. */
export function FrameCover({ load, onAgain, player, fault }: Props) {
  const state = useReplayState(load)
  if (fault !== null) return <Trouble message="The player could not be started." next={fault} />
  const words = state.end && replayEndMessage(state.end)
  const isPlayable = state.facts.hasFullSnapshot
  if (state.end && words && !isPlayable) {
    return <Trouble {...words} again={askAgainName(state.end)} onAgain={onAgain} />
  }
  return player ? <Playing state={state} player={player} /> : <Coming state={state} />
}

function Playing({ state, player }: { state: ReplayState; player: Player }) {
  const status = usePlayerValue(player, 'status')
  const fault = usePlayerValue(player, 'fault')
  const size = usePlayerValue(player, 'size')
  const pinned = usePlayerValue(player, 'pinned')
  const skipped = usePlayerValue(player, 'skipped')
  if (fault !== null) return <Trouble message="This part of the recording cannot be shown." next={fault} />
  if (status === 'waiting') return <Coming state={state} over={size !== null} />
  if (size === null) {
    const words = pinned === null ? 'Nothing was shown at this moment.' : 'This tab was not open yet.'
    return <p className={classes['quiet']}>{words}</p>
  }
  return skipped === null ? null : (
    <p className={classes['skipped']} role="status">
      Skipped {waitText(skipped / 1000)} without activity
    </p>
  )
}

function Coming({ state: { waiting, end }, over = false }: { state: ReplayState; over?: boolean }) {
  const now = useNow(1000)
  const words = end && replayEndMessage(end)
  return (
    <div className={classes['coming']} data-over={over || undefined} role="status">
      {words ? null : (
        <MantineRoot>
          <Loader size={20} />
        </MantineRoot>
      )}
      <p>
        {words
          ? words.message
          : waiting
            ? `${waiting.why} Going on in ${waitText((waiting.until - now) / 1000)}.`
            : 'Loading the recording'}
      </p>
    </div>
  )
}

type TroubleProps = { message: string; next?: string | undefined; again?: string | null; onAgain?: () => void }

function Trouble({ message, next, again, onAgain }: TroubleProps) {
  return (
    <div className={classes['trouble']} role="alert">
      <IconAlertTriangle size={22} aria-hidden />
      <h2>{message}</h2>
      {next && <p>{next}</p>}
      {again && <Button onClick={onAgain}>{again}</Button>}
    </div>
  )
}
