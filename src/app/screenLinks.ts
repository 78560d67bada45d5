import {
  type Icon,
  IconHistory,
  IconLayoutDashboard,
  IconMailForward,
  IconPlayerPlay,
  IconSql,
  IconTags,
  IconWorld,
} from '@tabler/icons-react'
import type { Screen } from '#lib/paths.ts'
import { screens } from './screens.ts'

type ScreenLink = { path: Screen; name: string; Icon: Icon; screen: { preload: () => Promise<unknown> } | null }

/** The screens of a project, in the order of the navigation. Recordings is in the first load. */
export const screenLinks: readonly ScreenLink[] = [
  { path: 'overview', name: 'Overview', Icon: IconLayoutDashboard, screen: screens.overview },
  { path: 'recordings', name: 'Recordings', Icon: IconPlayerPlay, screen: null },
  { path: 'sharing', name: 'Sharing', Icon: IconWorld, screen: screens.sharing },
  { path: 'subscriptions', name: 'Subscriptions', Icon: IconMailForward, screen: screens.subscriptions },
  { path: 'session-properties', name: 'Session properties', Icon: IconTags, screen: screens.sessionProperties },
  { path: 'sql', name: 'SQL', Icon: IconSql, screen: screens.sql },
  { path: 'activity-log', name: 'Activity log', Icon: IconHistory, screen: screens.activityLog },
]
