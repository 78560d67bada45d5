import { IconMenu2, IconX } from '@tabler/icons-react'
import { lazy, Suspense, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { useLocation } from 'react-router-dom'
import { BusyBar } from '#ui/BusyBar.tsx'
import { optional } from '#ui/optional.ts'
import { Sidebar } from './Sidebar.tsx'
import { ScreenBoundary } from './ScreenBoundary.tsx'
import { screenOpening } from './screens.ts'
import { Stack } from '#ui/layout.tsx'
import classes from './Shell.module.css'
import { ButtonAnchor, IconButton } from '#ui/Button.tsx'

const Palette = lazy(() => import('./palette/Palette.tsx').then((part) => ({ default: part.Palette })))
const Jobs = optional(() => import('./Jobs.tsx').then((part) => part.Jobs))
const BudgetMeter = optional(() => import('#features/budget/BudgetMeter.tsx').then((part) => part.BudgetMeter))
const Shortcuts = optional(() => import('./Shortcuts.tsx').then((part) => part.Shortcuts))
const TooltipLayer = optional(() => import('#ui/TooltipLayer.tsx').then((part) => part.TooltipLayer))
const RepairNotice = optional(() => import('./RepairNotice.tsx').then((part) => part.RepairNotice))

/** The frame around every screen but Connect. */
export function Shell() {
  const [isSidebarOpen, setIsSidebarOpen] = useState(false)
  const [isPaletteOpen, setPaletteOpen] = useState(false)
  const { pathname } = useLocation()
  const isOpening = useSyncExternalStore(screenOpening.subscribe, screenOpening.get)
  const main = useRef<HTMLElement>(null)
  const shownPath = useRef(pathname)

  // A new screen starts at its top, also for the keyboard and screen readers. A table that someone came back to may have
  // focused a row.
  useEffect(() => {
    if (shownPath.current === pathname) return
    shownPath.current = pathname
    setIsSidebarOpen(false)
    if (document.activeElement instanceof HTMLTableRowElement && document.activeElement.offsetParent !== null) return
    main.current?.scrollTo({ top: 0 })
    main.current?.focus({ preventScroll: true })
  }, [pathname])

  useEffect(() => {
    function press(event: KeyboardEvent) {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return
      event.preventDefault()
      if (document.querySelector('dialog[open]') === null) setPaletteOpen(true)
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [])

  return (
    <div className={classes['shell']}>
      <ButtonAnchor href="#main" className={classes['skip'] ?? ''}>
        Skip to content
      </ButtonAnchor>
      <div className={classes['top']}>
        <IconButton
          variant="default"
          size={36}
          aria-label={isSidebarOpen ? 'Close navigation' : 'Open navigation'}
          aria-expanded={isSidebarOpen}
          aria-controls="sidebar"
          onClick={() => setIsSidebarOpen(!isSidebarOpen)}
        >
          {isSidebarOpen ? <IconX size={18} aria-hidden /> : <IconMenu2 size={18} aria-hidden />}
        </IconButton>
        <span className={classes['product']}>Replay Desk</span>
        <Suspense>
          <BudgetMeter compact />
        </Suspense>
      </div>
      <Sidebar open={isSidebarOpen} onPalette={() => setPaletteOpen(true)} />
      <Stack as="main" gap={0} id="main" ref={main} tabIndex={-1} className={classes['main']}>
        <BusyBar busy={isOpening} />
        <Suspense>
          <RepairNotice />
        </Suspense>
        <ScreenBoundary />
      </Stack>
      <Suspense>
        <Jobs />
        <TooltipLayer />
        <Shortcuts />
      </Suspense>
      {isPaletteOpen && (
        <Suspense>
          <Palette onClose={() => setPaletteOpen(false)} />
        </Suspense>
      )}
    </div>
  )
}
