import '@mantine/core/styles/Loader.layer.css'
import { Loader } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { waitText } from '#lib/duration.ts'
import { useNow } from '#ui/useNow.ts'
import { retryLabel, replayEndMessage } from '../replayEnd.ts'
import type { ReplayLoad, ReplayState } from '../replayLoad.ts'
import type { Player } from '../frame/player.ts'
import { Stack } from '#ui/layout.tsx'
import classes from './FrameCover.module.css'
import { usePlayerValue, useReplayState } from './useReplay.ts'
import { Button } from '#ui/Button.tsx'
import { MantineRoot } from '#ui/MantineRoot.tsx'

type Props = { load: ReplayLoad; onRetry: () => void; player: Player | null; error: string | null }

export function FrameCover({ load, onRetry, player, error }: Props) {
  const state = useReplayState(load)
  if (error !== null) return <ErrorCover message="The player couldn’t start." next={error} />
  const message = state.end && replayEndMessage(state.end)
  const isPlayable = state.facts.hasFullSnapshot
  if (state.end && message && !isPlayable) {
    return <ErrorCover {...message} retryText={retryLabel(state.end)} onRetry={onRetry} />
  }
  return player ? <PlayerCover state={state} player={player} /> : <LoadingCover state={state} />
}

function PlayerCover({ state, player }: { state: ReplayState; player: Player }) {
  const status = usePlayerValue(player, 'status')
  const error = usePlayerValue(player, 'error')
  const size = usePlayerValue(player, 'size')
  const pinned = usePlayerValue(player, 'pinned')
  const skipped = usePlayerValue(player, 'skipped')
  if (error !== null) return <ErrorCover message="This part of the recording can’t be played." next={error} />
  if (status === 'waiting') return <LoadingCover state={state} isOverlay={size !== null} />
  if (size === null) {
    const label = pinned === null ? 'No page was open at this time.' : 'This tab wasn’t open yet.'
    return <p className={classes['notice']}>{label}</p>
  }
  return skipped === null ? null : (
    <p className={classes['skipped']} role="status">
      Skipped {waitText(skipped / 1000)} of inactivity
    </p>
  )
}

function LoadingCover({ state: { waiting, end }, isOverlay = false }: { state: ReplayState; isOverlay?: boolean }) {
  const now = useNow(1000)
  const message = end && replayEndMessage(end)
  return (
    <Stack
      gap={10}
      align="center"
      justify="center"
      size="sm"
      tone="dimmed"
      className={classes['loading']}
      data-overlay={isOverlay || undefined}
      role="status"
    >
      {message ? null : (
        <MantineRoot>
          <Loader size={20} />
        </MantineRoot>
      )}
      <p>
        {message
          ? message.message
          : waiting
            ? `${waiting.why} Resuming in ${waitText((waiting.until - now) / 1000)}.`
            : 'Loading recording…'}
      </p>
    </Stack>
  )
}

type ErrorCoverProps = { message: string; next?: string | undefined; retryText?: string | null; onRetry?: () => void }

function ErrorCover({ message, next, retryText, onRetry }: ErrorCoverProps) {
  return (
    <Stack gap={10} align="center" justify="center" size="sm" tone="dimmed" className={classes['error']} role="alert">
      <IconAlertTriangle size={22} aria-hidden />
      <h2>{message}</h2>
      {next && <p>{next}</p>}
      {retryText && <Button onClick={onRetry}>{retryText}</Button>}
    </Stack>
  )
}
