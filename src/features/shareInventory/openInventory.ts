import { createIndexedStore } from './indexedStore.ts'
import { createMemoryStore } from './memoryStore.ts'
import type { InventoryStore } from './inventoryStore.ts'

/** `isPersistent` is false if storage is blocked: the inventory then lasts until the page closes. */
export type Inventory = { store: InventoryStore; isPersistent: boolean }

let opened: Promise<Inventory> | null = null

/** Opened once. Never rejects. */
export function openInventory(): Promise<Inventory> {
  opened ??= createIndexedStore(() => {
    opened = null
  }).then(
    (store) => ({ store, isPersistent: true }),
    () => ({ store: createMemoryStore(), isPersistent: false }),
  )
  return opened
}
