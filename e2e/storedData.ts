import type { Page } from '@playwright/test'

type Place = { database: string; store: string }

/** Everything that a database of this browser holds in one of its stores. */
export function readKept<Value>(page: Page, place: Place): Promise<Value[]> {
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
  }, place)
}

/** Writes there, past the dashboard: what it would read of an earlier day, or of whatever damaged it. */
export function writeKept(page: Page, place: Place, values: readonly unknown[]): Promise<void> {
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
    [place, values] as const,
  )
}
