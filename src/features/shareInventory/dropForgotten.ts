import { settings } from '#storage/settings.ts'
import { openInventory } from './openInventory.ts'

/** Drops what the register keeps of connections that are forgotten or lead elsewhere by now. Never rejects. */
export async function dropForgotten(): Promise<void> {
  try {
    const { store } = await openInventory()
    const { connections } = settings.get()
    await store.dropForgotten((connectionId, host) =>
      connections.some((one) => one.id === connectionId && (host === null || one.host === host)),
    )
  } catch {
    // What cannot be opened is dropped at the next visit of the register.
  }
}
