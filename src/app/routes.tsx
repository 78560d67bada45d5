import { Navigate, type RouteObject } from 'react-router-dom'
import { Crash } from './Crash.tsx'
import { Home } from './Home.tsx'
import { ProjectFrame } from './ProjectFrame.tsx'
import { Shell } from './Shell.tsx'

/** The table of contents. Each screen is its own chunk. */
export const routes: RouteObject[] = [
  { path: '/', element: <Home />, errorElement: <Crash /> },
  {
    path: '/connect',
    errorElement: <Crash />,
    HydrateFallback: () => null,
    lazy: async () => ({ Component: (await import('#pages/connect/ConnectPage.tsx')).ConnectPage }),
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
            HydrateFallback: () => null,
            lazy: async () => ({ Component: (await import('#pages/settings/SettingsPage.tsx')).SettingsPage }),
          },
          {
            path: '/watch',
            HydrateFallback: () => null,
            lazy: async () => ({ Component: (await import('#pages/watch/WatchPage.tsx')).WatchPage }),
          },
          {
            path: '/project/:projectId',
            element: <ProjectFrame />,
            children: [
              { index: true, element: <Navigate to="recordings" replace /> },
              {
                path: 'recordings',
                HydrateFallback: () => null,
                lazy: async () => ({ Component: (await import('#pages/recordings/RecordingsPage.tsx')).RecordingsPage }),
              },
              {
                path: 'subscriptions',
                HydrateFallback: () => null,
                lazy: async () => ({
                  Component: (await import('#pages/subscriptions/SubscriptionsPage.tsx')).SubscriptionsPage,
                }),
              },
              {
                path: 'subscriptions/:subscriptionId',
                HydrateFallback: () => null,
                lazy: async () => ({
                  Component: (await import('#pages/subscriptions/one/SubscriptionPage.tsx')).SubscriptionPage,
                }),
              },
              {
                path: 'deletions',
                HydrateFallback: () => null,
                lazy: async () => ({ Component: (await import('#pages/deletions/DeletionsPage.tsx')).DeletionsPage }),
              },
              {
                path: 'sharing/*',
                HydrateFallback: () => null,
                lazy: async () => ({ Component: (await import('#pages/sharing/SharingRoutes.tsx')).SharingRoutes }),
              },
              {
                path: 'trail',
                HydrateFallback: () => null,
                lazy: async () => ({ Component: (await import('#pages/trail/TrailPage.tsx')).TrailPage }),
              },
              {
                path: 'recordings/:recordingId',
                HydrateFallback: () => null,
                lazy: async () => ({ Component: (await import('#pages/recording/RecordingPage.tsx')).RecordingPage }),
              },
            ],
          },
          { path: '*', HydrateFallback: () => null, lazy: async () => ({ Component: (await import('./Missing.tsx')).Missing }) },
        ],
      },
    ],
  },
]
