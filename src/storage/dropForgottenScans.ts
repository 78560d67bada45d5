import { openInventory } from './openInventory.ts'
import { settings } from './settings.ts'

/** Removes scans and reviews of connections that were removed or now use another host. Never rejects. */
export async function dropForgottenScans(): Promise<void> {
  try {
    const { store } = await openInventory()
    const { connections } = settings.get()
    await store.dropForgotten((connectionId, host) =>
      connections.some((one) => one.id === connectionId && (host === null || one.host === host)),
    )
  } catch {
    // Retried at the next visit.
  }
}
