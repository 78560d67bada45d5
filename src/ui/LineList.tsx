import type { ComponentProps } from 'react'
import classes from './LineList.module.css'
import { ScrollBox } from './ScrollBox.tsx'

type Props = ComponentProps<'ul'> & {
  /** Scrolls above a third of the screen, in a box of this accessible name. */
  scrollLabel?: string
}

/** A list in a frame, with a line between its items. They are grids of two columns; `--columns` sets others. */
export function LineList({ scrollLabel, className, ...props }: Props) {
  const isScrollable = scrollLabel !== undefined
  const names = [classes['list'], !isScrollable && classes['frame'], className]
  const list = <ul {...props} className={names.filter(Boolean).join(' ')} />
  if (!isScrollable) return list
  return (
    <ScrollBox label={scrollLabel} className={`${classes['frame']} ${classes['limited']}`}>
      {list}
    </ScrollBox>
  )
}
