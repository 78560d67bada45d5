/** A browser's storage in memory, for tests. */
export class MemoryStorage implements Storage {
  #items = new Map<string, string>()
  isFull = false
  get length() {
    return this.#items.size
  }
  clear = () => this.#items.clear()
  getItem = (name: string) => this.#items.get(name) ?? null
  key = (index: number) => [...this.#items.keys()][index] ?? null
  removeItem = (name: string) => void this.#items.delete(name)
  setItem = (name: string, text: string) => {
    if (this.isFull) throw new DOMException('full', 'QuotaExceededError')
    this.#items.set(name, text)
  }
}
