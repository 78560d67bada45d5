import type { Page } from '@playwright/test'

type StoreLocation = { database: string; store: string }

/** All records of an IndexedDB store. */
export function readStored<Value>(page: Page, location: StoreLocation): Promise<Value[]> {
  return page.evaluate(async ({ database: name, store }) => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open(name)
      opening.addEventListener('success', () => resolve(opening.result))
      opening.addEventListener('error', () => reject(new Error(`${name} was not opened.`)))
    })
    const reading = database.transaction(store).objectStore(store).getAll()
    await new Promise((resolve) => reading.addEventListener('success', resolve))
    database.close()
    return reading.result
  }, location)
}

/** Writes records directly, to simulate older or damaged data. */
export function writeStored(page: Page, location: StoreLocation, values: readonly unknown[]): Promise<void> {
  return page.evaluate(
    async ([{ database: name, store }, written]) => {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open(name)
        opening.addEventListener('success', () => resolve(opening.result))
        opening.addEventListener('error', () => reject(new Error(`${name} was not opened.`)))
      })
      const change = database.transaction(store, 'readwrite')
      for (const value of written) change.objectStore(store).put(value)
      await new Promise((resolve) => change.addEventListener('complete', resolve))
      database.close()
    },
    [location, values] as const,
  )
}
