import { type ComponentType, lazy } from 'react'
import { createListeners } from '#lib/listeners.ts'

const { notify, subscribe } = createListeners()
let opening = 0

function changeOpening(by: 1 | -1) {
  opening += by
  notify()
}

/** Whether the code of a screen is loading for a navigation. For useSyncExternalStore. */
export const screenOpening = {
  get: () => opening > 0,
  subscribe,
}

function lazyScreen(load: () => Promise<ComponentType>) {
  let loading: Promise<{ default: ComponentType }> | null = null

  async function preload() {
    loading ??= load().then((Screen) => ({ default: Screen }))
    try {
      return await loading
    } catch (error) {
      loading = null
      throw error
    }
  }

  async function open() {
    changeOpening(1)
    try {
      return await preload()
    } finally {
      changeOpening(-1)
    }
  }

  return { preload, Screen: lazy(open) }
}

/** Every screen but Recordings, which is in the first load, is a chunk of its own. `preload` fetches it once. */
export const screens = {
  activityLog: lazyScreen(async () => (await import('#pages/activity-log/ActivityLogPage.tsx')).ActivityLogPage),
  connect: lazyScreen(async () => (await import('#pages/connect/ConnectPage.tsx')).ConnectPage),
  deletions: lazyScreen(async () => (await import('#pages/activity-log/deletions/DeletionsPage.tsx')).DeletionsPage),
  groups: lazyScreen(async () => (await import('#pages/recordings/groups/GroupsPage.tsx')).GroupsPage),
  notFound: lazyScreen(async () => (await import('./NotFound.tsx')).NotFound),
  overview: lazyScreen(async () => (await import('#pages/overview/OverviewPage.tsx')).OverviewPage),
  privacy: lazyScreen(async () => (await import('#pages/privacy/PrivacyPage.tsx')).PrivacyPage),
  recording: lazyScreen(async () => (await import('#pages/recording/RecordingPage.tsx')).RecordingPage),
  sessionProperties: lazyScreen(
    async () => (await import('#pages/session-properties/SessionPropertiesPage.tsx')).SessionPropertiesPage,
  ),
  settings: lazyScreen(async () => (await import('#pages/settings/SettingsPage.tsx')).SettingsPage),
  sharing: lazyScreen(async () => (await import('#pages/sharing/SharingRoutes.tsx')).SharingRoutes),
  sql: lazyScreen(async () => (await import('#pages/sql/SqlPage.tsx')).SqlPage),
  subscription: lazyScreen(async () => (await import('#pages/subscriptions/one/SubscriptionPage.tsx')).SubscriptionPage),
  subscriptions: lazyScreen(async () => (await import('#pages/subscriptions/SubscriptionsPage.tsx')).SubscriptionsPage),
  triage: lazyScreen(async () => (await import('#pages/recordings/triage/TriagePage.tsx')).TriagePage),
  watch: lazyScreen(async () => (await import('#pages/watch/WatchPage.tsx')).WatchPage),
}
