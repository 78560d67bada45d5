import { openDatabase } from './database.ts'
import { inventoryInDatabase } from './inventoryInDatabase.ts'
import { createMemoryStore } from './inventoryInMemory.ts'
import type { InventoryStore } from './inventoryStore.ts'

/** `isPersistent` is false if storage is blocked: the inventory then lasts until the page closes. */
type Inventory = { store: InventoryStore; isPersistent: boolean }

let inMemory: Inventory | null = null

/** Never rejects. */
export async function openInventory(): Promise<Inventory> {
  if (inMemory) return inMemory
  try {
    return { store: inventoryInDatabase(await openDatabase()), isPersistent: true }
  } catch {
    inMemory ??= { store: createMemoryStore(), isPersistent: false }
    return inMemory
  }
}
