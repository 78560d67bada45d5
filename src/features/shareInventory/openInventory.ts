import { createIndexedStore } from './indexedStore.ts'
import { createMemoryStore } from './memoryStore.ts'
import type { InventoryStore } from './inventoryStore.ts'

/** `isKept` is false where the browser keeps nothing: the register then lasts until the page is closed. */
export type Inventory = { store: InventoryStore; isPersistent: boolean }

let opened: Promise<Inventory> | null = null

/** The register of this browser, opened once. Never rejects. */
export function openInventory(): Promise<Inventory> {
  opened ??= createIndexedStore(() => {
    opened = null
  }).then(
    (store) => ({ store, isPersistent: true }),
    () => ({ store: createMemoryStore(), isPersistent: false }),
  )
  return opened
}
