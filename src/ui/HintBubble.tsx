import '@mantine/core/styles/Tooltip.layer.css'
import { Tooltip } from '@mantine/core'
import type { RefObject } from 'react'
import classes from './HintBubble.module.css'

/** The bubble of a Hint, a line each. */
export function HintBubble({ target, lines }: { target: RefObject<HTMLElement | null>; lines: string[] }) {
  return (
    <Tooltip
      target={target}
      opened
      withinPortal
      multiline
      maw={440}
      openDelay={0}
      transitionProps={{ duration: 120 }}
      classNames={{ tooltip: classes['bubble'] }}
      label={lines.map((line) => (
        <div key={line}>{line}</div>
      ))}
    />
  )
}
