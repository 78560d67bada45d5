import { useMemo, useSyncExternalStore } from 'react'
import { exactTime, exactTimes } from '#lib/instant.ts'
import { shortUrl } from '#lib/safeUrl.ts'
import { Row, Text } from '#ui/layout.tsx'
import type { Player } from '../frame/player.ts'
import type { ReplayLoad } from '../replayLoad.ts'
import classes from './PageBar.module.css'
import { pageUrlAt } from './pageAt.ts'
import { useReplayState } from './useReplay.ts'

const noSubscription = () => () => undefined

type Props = { load: ReplayLoad; player: Player | null; zone: string | null }

/** The page's URL and the clock time at the player's position. The URL is the recorded site's, so it is no link. */
export function PageBar({ load, player, zone }: Props) {
  const { items, facts } = useReplayState(load)
  const pages = useMemo(() => items.filter(({ kind }) => kind === 'navigation'), [items])
  const subscribe = player?.subscribe ?? noSubscription
  const url = useSyncExternalStore(subscribe, () => player && pageUrlAt(pages, player.get().position, player.get().windowId))
  const seconds = useSyncExternalStore(subscribe, () => Math.floor((player?.get().position ?? 0) / 1000))
  const time = facts.startedAt === null ? null : new Date(facts.startedAt + seconds * 1000)
  return (
    <Row gap={16} justify="space-between" size="xs" className={classes['bar']} role="group" aria-label="Page and time">
      <Text as="span" cut className={classes['url']} title={url ?? undefined}>
        <bdi>{url === null ? '' : shortUrl(url)}</bdi>
      </Text>
      <Text as="span" tone="dimmed" numeric fixed title={time ? exactTimes(time, zone).join('\n') : undefined}>
        {time && exactTime(time)}
      </Text>
    </Row>
  )
}
