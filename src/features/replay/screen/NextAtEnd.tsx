import { IconPlayerSkipForwardFilled } from '@tabler/icons-react'
import { Button } from '#ui/Button.tsx'
import type { Player } from '../frame/player.ts'
import type { Neighbors } from './replaySubject.ts'
import classes from './NextAtEnd.module.css'
import { usePlayerValue } from './useReplay.ts'

/** Offers the next recording, over the page that was played to its end. */
export function NextAtEnd({ player, onNext }: { player: Player } & Pick<Neighbors, 'onNext'>) {
  const hasEnded = usePlayerValue(player, 'status') === 'ended'
  if (!hasEnded || !onNext) return null
  return (
    <div className={classes['place']}>
      <Button onClick={onNext} leftSection={<IconPlayerSkipForwardFilled size={14} aria-hidden />}>
        Watch next recording
      </Button>
    </div>
  )
}
