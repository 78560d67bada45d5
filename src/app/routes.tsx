import { Navigate, type RouteObject, useLocation } from 'react-router-dom'
import { RecordingsPage } from '#pages/recordings/RecordingsPage.tsx'
import { Home } from './Home.tsx'
import { ProjectFrame } from './ProjectFrame.tsx'
import { ScreenBoundary } from './ScreenBoundary.tsx'
import { screens } from './screens.ts'
import { Shell } from './Shell.tsx'

function Moved({ to }: { to: string }) {
  const { search, hash } = useLocation()
  return <Navigate to={{ pathname: to, search, hash }} replace />
}

export const routes: RouteObject[] = [
  { path: '/', element: <Home /> },
  {
    element: <ScreenBoundary />,
    children: [{ path: '/connect', Component: screens.connect.Screen }],
  },
  {
    element: <Shell />,
    children: [
      { path: '/settings', Component: screens.settings.Screen },
      { path: '/privacy', Component: screens.privacy.Screen },
      { path: '/watch', Component: screens.watch.Screen },
      {
        path: '/project/:projectId',
        element: <ProjectFrame />,
        children: [
          { index: true, Component: screens.overview.Screen },
          { path: 'recordings', Component: RecordingsPage },
          { path: 'recordings/:recordingId', Component: screens.recording.Screen },
          { path: 'recordings/-/groups', Component: screens.groups.Screen },
          { path: 'recordings/-/triage', Component: screens.triage.Screen },
          { path: 'sharing/*', Component: screens.sharing.Screen },
          { path: 'subscriptions', Component: screens.subscriptions.Screen },
          { path: 'subscriptions/:subscriptionId', Component: screens.subscription.Screen },
          { path: 'session-properties', Component: screens.sessionProperties.Screen },
          { path: 'sql', Component: screens.sql.Screen },
          { path: 'activity-log', Component: screens.activityLog.Screen },
          { path: 'activity-log/deletions', Component: screens.deletions.Screen },
          // Addresses of earlier versions.
          { path: 'trail', element: <Moved to="../activity-log" /> },
          { path: 'deletions', element: <Moved to="../activity-log/deletions" /> },
        ],
      },
      { path: '*', Component: screens.notFound.Screen },
    ],
  },
]
