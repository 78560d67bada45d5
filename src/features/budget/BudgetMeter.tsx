import { IconGauge } from '@tabler/icons-react'
import { lazy, Suspense, useEffect, useId, useRef, useState } from 'react'
import { type Connection, hasKey, useActiveConnection } from '#storage/connections.ts'
import { Text } from '#ui/layout.tsx'
import classes from './BudgetMeter.module.css'
import { useBudget } from './useBudget.ts'
import { VisuallyHidden } from '#ui/VisuallyHidden.tsx'

const BudgetPanel = lazy(() => import('./BudgetPanel.tsx').then(({ BudgetPanel: Panel }) => ({ default: Panel })))

/** A shorter pause between two waits doesn't hide the status. In milliseconds. */
const lingerMs = 5000

/** Shows a status only while work waits or the server refuses requests. */
export function BudgetMeter({ compact = false }: { compact?: boolean }) {
  const active = useActiveConnection()
  return active && hasKey(active) ? <Meter key={active.id} connection={active} compact={compact} /> : null
}

function Meter({ connection, compact }: { connection: Connection; compact: boolean }) {
  const id = useId()
  const box = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)
  const status = useLingering(useStatus(connection))

  function position() {
    const anchor = button.current?.getBoundingClientRect()
    if (!anchor || !box.current) return
    const opensUpward = anchor.top > window.innerHeight / 2
    const { style } = box.current
    style.top = opensUpward ? 'auto' : `${anchor.bottom + 8}px`
    style.bottom = opensUpward ? `${window.innerHeight - anchor.top + 8}px` : 'auto'
    style.left = `${Math.max(8, Math.min(anchor.left, window.innerWidth - 8 - Math.min(400, window.innerWidth - 16)))}px`
    style.maxHeight = `${(opensUpward ? anchor.top : window.innerHeight - anchor.bottom) - 16}px`
  }

  return (
    <>
      <button
        ref={button}
        type="button"
        className={classes['button']}
        data-compact={compact || undefined}
        popoverTarget={id}
        title={compact ? 'Request budget' : undefined}
      >
        <IconGauge size={compact ? 18 : 16} aria-hidden />
        {compact ? <VisuallyHidden>Request budget</VisuallyHidden> : <span className={classes['name']}>Request budget</span>}
        {status && (
          <Text as="span" size="xs" tone="warning">
            {status}
          </Text>
        )}
      </button>
      <VisuallyHidden role="status">{status && `Request budget: ${status}`}</VisuallyHidden>
      <Text
        as="div"
        frame
        ref={box}
        id={id}
        popover="auto"
        role="group"
        aria-label="Request budget"
        className={classes['popover']}
        onBeforeToggle={(event) => event.newState === 'open' && position()}
        onToggle={(event) => setOpen(event.newState === 'open')}
      >
        {open && (
          <Suspense>
            <BudgetPanel connection={connection} onNavigate={() => box.current?.hidePopover()} />
          </Suspense>
        )}
      </Text>
    </>
  )
}

function useStatus(connection: Connection): string | null {
  const { view } = useBudget(connection, 2000)
  if (view.classes.some(({ waiting }) => waiting.length > 0)) return 'waiting'
  return view.classes.some(({ pausedUntil }) => pausedUntil !== null) ? 'stopped' : null
}

/** The status; the last one stays for `lingerMs` after it ends. */
function useLingering(status: string | null): string | null {
  const [shown, setShown] = useState(status)
  useEffect(() => {
    const timer = setTimeout(() => setShown(status), status === null ? lingerMs : 0)
    return () => clearTimeout(timer)
  }, [status])
  return status ?? shown
}
