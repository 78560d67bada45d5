import { type Icon as IconType, IconSearch, IconSettings } from '@tabler/icons-react'
import { Suspense, useEffect } from 'react'
import { NavLink, useLocation } from 'react-router-dom'
import { useActiveConnection } from '#storage/connections.ts'
import { optional } from '#ui/optional.ts'
import { screenLinks } from './screenLinks.ts'
import { screens } from './screens.ts'
import { Stack } from '#ui/layout.tsx'
import classes from './Shell.module.css'
import { Switcher } from './Switcher.tsx'
import { idsIn, type Screen, screenPath } from '#lib/paths.ts'

const SidebarCount = optional(() => import('./SidebarCount.tsx').then((part) => part.SidebarCount))
const SidebarFooter = optional(() => import('./SidebarFooter.tsx').then((part) => part.SidebarFooter))

const isApple = /Mac|iP(hone|ad)/.test(navigator.userAgent)

/** The last search parameters of each screen, so that its filters are back when someone comes back to it. */
const lastSearches = new Map<string, string>()

function useLastSearches() {
  const { pathname, search } = useLocation()
  useEffect(() => {
    const params = new URLSearchParams(search)
    params.delete('open')
    lastSearches.set(pathname, params.size === 0 ? '' : `?${params}`)
  }, [pathname, search])
  /** On the screen itself the link leads to its start. */
  return (to: string) => (to === pathname ? to : `${to}${lastSearches.get(to) ?? ''}`)
}

type LinkProps = {
  to: string
  name: string
  Icon: IconType
  screen: { preload: () => Promise<unknown> } | null
  /** Whether the screens below it have links of their own. */
  isExact?: boolean
  /** Null for a link that has no count. */
  countOf?: { path: Screen; connectionId: string; projectId: string } | null
}

function SidebarLink({ to, name, Icon, screen, isExact = false, countOf = null }: LinkProps) {
  // A failed preload shows its error when the screen is opened.
  const preload = () => void screen?.preload().catch(() => undefined)
  return (
    <li>
      <NavLink className={classes['link'] ?? ''} to={to} end={isExact} onPointerEnter={preload} onFocus={preload}>
        <Icon size={16} aria-hidden /> {name}
        <Suspense>{countOf && <SidebarCount {...countOf} />}</Suspense>
      </NavLink>
      <Suspense>{countOf && <SidebarCount {...countOf} isSpoken />}</Suspense>
    </li>
  )
}

export function Sidebar({ open, onPalette }: { open: boolean; onPalette: () => void }) {
  const active = useActiveConnection()
  const withSearch = useLastSearches()
  const projectId = idsIn(useLocation().pathname).projectId || active?.projectId
  return (
    <Stack as="nav" gap={12} id="sidebar" className={classes['sidebar']} data-open={open || undefined} aria-label="Replay Desk">
      <Switcher active={active} projectId={projectId} />
      <button type="button" className={classes['palette']} onClick={onPalette} aria-keyshortcuts="Control+K Meta+K">
        <IconSearch size={14} aria-hidden /> Go to… <kbd aria-hidden>{isApple ? '⌘K' : 'Ctrl K'}</kbd>
      </button>
      <Stack as="ul" gap={2} className={classes['links']}>
        {projectId !== undefined &&
          screenLinks.map(({ path, name, Icon, screen }) => (
            <SidebarLink
              key={path}
              to={withSearch(screenPath(projectId, path))}
              name={name}
              Icon={Icon}
              screen={screen}
              isExact={path === 'overview'}
              countOf={active && { path, connectionId: active.id, projectId }}
            />
          ))}
        <SidebarLink to="/settings" name="Settings" Icon={IconSettings} screen={screens.settings} />
      </Stack>
      <Stack className={classes['footer']}>
        <Suspense>
          <SidebarFooter />
        </Suspense>
      </Stack>
    </Stack>
  )
}
