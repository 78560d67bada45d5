import {
  IconChevronLeft,
  IconChevronRight,
  IconPlayerPauseFilled,
  IconPlayerPlayFilled,
  IconRefresh,
  IconRewindBackward10,
  IconRewindForward10,
} from '@tabler/icons-react'
import { useMemo, useSyncExternalStore } from 'react'
import { counted } from '#lib/format.ts'
import { IconButton } from '#ui/Button.tsx'
import { Row, Text } from '#ui/layout.tsx'
import type { Player } from '../frame/player.ts'
import type { ReplayLoad } from '../replayLoad.ts'
import classes from './Controls.module.css'
import { errorTimes, findError } from './errorTimes.ts'
import { ControlIcon } from './ControlIcon.tsx'
import { usePlayerValue, useReplayState } from './useReplay.ts'

/** In milliseconds. */
export const seekStep = 10_000

/** Always the same buttons, so that none of them moves. */
export function PlaybackButtons({ player }: { player: Player }) {
  const seekBy = (delta: number) => player.seek(player.get().position + delta)
  return (
    <>
      <ControlIcon label="Back 10 s" icon={IconRewindBackward10} onClick={() => seekBy(-seekStep)} />
      <PlayButton player={player} />
      <ControlIcon label="Forward 10 s" icon={IconRewindForward10} onClick={() => seekBy(seekStep)} />
    </>
  )
}

function PlayButton({ player }: { player: Player }) {
  const status = usePlayerValue(player, 'status')
  const isRunning = usePlayerValue(player, 'isRunning')
  const hasEnded = status === 'ended'
  const label = isRunning ? 'Pause' : 'Play'
  const IconComponent = isRunning ? IconPlayerPauseFilled : hasEnded ? IconRefresh : IconPlayerPlayFilled
  return (
    <IconButton
      variant="filled"
      color="iris"
      size={34}
      className={classes['play']}
      aria-label={label}
      title={hasEnded ? 'Play from the start' : label}
      onClick={() => (isRunning ? player.pause() : player.play())}
    >
      <IconComponent size={16} aria-hidden />
    </IconButton>
  )
}

/** Jumps between errors, as far as they have loaded. */
export function ErrorButtons({ load, player }: { load: ReplayLoad; player: Player }) {
  const { items } = useReplayState(load)
  const count = useMemo(() => errorTimes(items).length, [items])
  const previous = useSyncExternalStore(player.subscribe, () => findError(load, player, 'previous'))
  const next = useSyncExternalStore(player.subscribe, () => findError(load, player, 'next'))
  const goTo = (at: number | undefined) => (at === undefined ? undefined : () => player.seek(at))
  return (
    <Row gap={4} className={classes['errors']} data-any={count > 0 || undefined}>
      {count > 0 && <ControlIcon label="Previous error" icon={IconChevronLeft} onClick={goTo(previous)} />}
      <Text as="span" size="sm" numeric>
        {count === 0 ? 'No errors' : counted(count, 'error')}
      </Text>
      {count > 0 && <ControlIcon label="Next error" icon={IconChevronRight} onClick={goTo(next)} />}
    </Row>
  )
}
