import { preciseClock } from '#lib/duration.ts'
import { cutText } from '#lib/cutText.ts'
import { shortUrl } from '#lib/safeUrl.ts'
import type { InspectorItem } from '../describe/item.ts'
import { happenedAt, pageUrlAt } from './pageAt.ts'
import classes from './SeekBar.module.css'
import { percent } from './Timeline.tsx'

/** A mouse can't point better than to this part of the duration. */
const pointing = 1 / 120

/** `at` in milliseconds from the start. The inspector has the same for the keyboard. */
type Props = { items: readonly InspectorItem[]; at: number; duration: number }

export function TimelineTooltip({ items, at, duration }: Props) {
  const url = pageUrlAt(items, at)
  return (
    <div className={classes['tooltipTrack']} aria-hidden>
      <div
        className={classes['tooltip']}
        style={{ left: percent(at, duration), transform: `translateX(-${percent(at, duration)})` }}
      >
        <b>{preciseClock(at)}</b> {url !== null && <bdi>{cutText(shortUrl(url), 80)}</bdi>}
        {happenedAt(items, at, duration * pointing).map(({ key, level, text }) => (
          <p key={key} data-level={level}>
            <bdi>{cutText(text, 100)}</bdi>
          </p>
        ))}
      </div>
    </div>
  )
}
