import { createIndexedStore } from './indexedStore.ts'
import { createMemoryStore } from './memoryStore.ts'
import type { RegisterStore } from './inventoryStore.ts'

/** `isKept` is false where the browser keeps nothing: the register then lasts until the page is closed. */
export type Register = { store: RegisterStore; isKept: boolean }

let opened: Promise<Register> | null = null

/** The register of this browser, opened once. Never rejects. */
export function openRegister(): Promise<Register> {
  opened ??= createIndexedStore(() => {
    opened = null
  }).then(
    (store) => ({ store, isKept: true }),
    () => ({ store: createMemoryStore(), isKept: false }),
  )
  return opened
}
