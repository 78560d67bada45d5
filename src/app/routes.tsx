import type { ComponentType } from 'react'
import { Navigate, type RouteObject } from 'react-router-dom'
import { Crash } from './Crash.tsx'
import { Home } from './Home.tsx'
import { ProjectFrame } from './ProjectFrame.tsx'
import { Shell } from './Shell.tsx'

function lazily(load: () => Promise<ComponentType>) {
  return { HydrateFallback: () => null, lazy: async () => ({ Component: await load() }) }
}

/** The table of contents. Each screen is its own chunk. */
export const routes: RouteObject[] = [
  { path: '/', element: <Home />, errorElement: <Crash /> },
  {
    path: '/connect',
    errorElement: <Crash />,
    ...lazily(async () => (await import('#pages/connect/ConnectPage.tsx')).ConnectPage),
  },
  {
    element: <Shell />,
    errorElement: <Crash />,
    children: [
      {
        errorElement: <Crash />,
        children: [
          {
            path: '/settings',
            ...lazily(async () => (await import('#pages/settings/SettingsPage.tsx')).SettingsPage),
          },
          {
            path: '/watch',
            ...lazily(async () => (await import('#pages/watch/WatchPage.tsx')).WatchPage),
          },
          {
            path: '/project/:projectId',
            element: <ProjectFrame />,
            children: [
              { index: true, element: <Navigate to="recordings" replace /> },
              {
                path: 'recordings',
                ...lazily(async () => (await import('#pages/recordings/RecordingsPage.tsx')).RecordingsPage),
              },
              {
                path: 'subscriptions',
                ...lazily(async () => (await import('#pages/subscriptions/SubscriptionsPage.tsx')).SubscriptionsPage),
              },
              {
                path: 'subscriptions/:subscriptionId',
                ...lazily(async () => (await import('#pages/subscriptions/one/SubscriptionPage.tsx')).SubscriptionPage),
              },
              {
                path: 'deletions',
                ...lazily(async () => (await import('#pages/deletions/DeletionsPage.tsx')).DeletionsPage),
              },
              {
                path: 'sharing/*',
                ...lazily(async () => (await import('#pages/sharing/SharingRoutes.tsx')).SharingRoutes),
              },
              {
                path: 'session-properties',
                ...lazily(
                  async () => (await import('#pages/session-properties/SessionPropertiesPage.tsx')).SessionPropertiesPage,
                ),
              },
              {
                path: 'sql',
                ...lazily(async () => (await import('#pages/sql/SqlPage.tsx')).SqlPage),
              },
              {
                path: 'trail',
                ...lazily(async () => (await import('#pages/trail/TrailPage.tsx')).TrailPage),
              },
              {
                path: 'recordings/:recordingId',
                ...lazily(async () => (await import('#pages/recording/RecordingPage.tsx')).RecordingPage),
              },
            ],
          },
          { path: '*', ...lazily(async () => (await import('./Missing.tsx')).Missing) },
        ],
      },
    ],
  },
]
