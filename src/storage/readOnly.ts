import { useSyncExternalStore } from 'react'
import { createListeners } from '#lib/listeners.ts'
import { settings } from './settings.ts'

const { notify, subscribe } = createListeners()
let isDeploymentReadOnly = false

/** For the message of the request worker, which reads the deployment's `config.json`. */
export function setReadOnlyDeployment(isReadOnlyNow: boolean) {
  isDeploymentReadOnly = isReadOnlyNow
  notify()
}

/** Whether the deployment makes all connections read-only, which nobody can turn off in this browser. */
export function useReadOnlyDeployment(): boolean {
  return useSyncExternalStore(subscribe, () => isDeploymentReadOnly)
}

/** Whether Replay Desk may change nothing on the server of this connection. */
export function isReadOnly(connectionId: string): boolean {
  const connection = settings.get().connections.find(({ id }) => id === connectionId)
  return isDeploymentReadOnly || (connection?.isReadOnly ?? false)
}

/** The same, following changes. */
export function useReadOnly(connectionId: string): boolean {
  useReadOnlyDeployment()
  return useSyncExternalStore(settings.subscribe, () => isReadOnly(connectionId))
}
