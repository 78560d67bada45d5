import '@mantine/core/styles/Tooltip.layer.css'
import { Tooltip } from '@mantine/core'
import classes from './TooltipBubble.module.css'
import { MantineRoot } from './MantineRoot.tsx'

/** Rendered inside the dialog or popover of its target, which are above everything else. */
export function TooltipBubble({ id, target, lines }: { id: string; target: HTMLElement; lines: string[] }) {
  return (
    <MantineRoot>
      <Tooltip
        id={id}
        target={target}
        opened
        withinPortal
        portalProps={{ target: target.closest<HTMLElement>('dialog, [popover]') ?? document.body }}
        multiline
        maw={440}
        openDelay={0}
        transitionProps={{ duration: 120 }}
        classNames={{ tooltip: classes['bubble'] }}
        label={lines.map((line) => (
          <div key={line}>{line}</div>
        ))}
      />
    </MantineRoot>
  )
}
