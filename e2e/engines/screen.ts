import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Driver, type Handle, keys, type Role } from './driver.ts'

/** How long something may take to come. */
const waitLimit = 30_000

type Place = { within?: Handle; milliseconds?: number }

/** What the frame with the recorded page shows. */
type Recorded = { text: string; values: string[]; sandboxes: (string | null)[]; scripts: number }

/** A screen of the dashboard in any engine: what a person finds, presses and reads, each waited for. */
export class Screen {
  readonly driver: Driver

  constructor(driver: Driver) {
    this.driver = driver
  }

  /** Waits until `read` returns something other than undefined or false. */
  async until<Value>(what: string, read: () => Promise<Value | undefined | false>, milliseconds = waitLimit): Promise<Value> {
    const end = Date.now() + milliseconds
    let problem = ''
    for (;;) {
      try {
        const value = await read()
        if (value !== undefined && value !== false) return value
      } catch (error) {
        // Elements vanish while a screen changes.
        problem = ` ${String(error)}`
      }
      if (Date.now() > end) throw new Error(`Waited for ${what}.${problem}`)
      await new Promise((resolve) => setTimeout(resolve, 60))
    }
  }

  get(role: Role, name: string, { within, milliseconds }: Place = {}): Promise<Handle> {
    return this.until(`${role} “${name}”`, async () => (await this.driver.find(role, name, within))[0], milliseconds)
  }

  getFirst(selector: string): Promise<Handle> {
    return this.until(selector, async () => (await this.driver.query(selector))[0])
  }

  async gone(role: Role, name: string) {
    await this.until(`no ${role} “${name}”`, async () => (await this.driver.find(role, name)).length === 0)
  }

  /** A press is tried again where the screen changed below it. */
  async click(role: Role, name: string, place: Place = {}) {
    await this.until(`a press of ${role} “${name}”`, async () => {
      const [found] = await this.driver.find(role, name, place.within)
      return found && this.#press(found)
    })
  }

  /** Presses an element once it stands still and nothing lies over it; false before. */
  async #press(element: Handle): Promise<boolean> {
    const first = await this.#place(element)
    await new Promise((resolve) => setTimeout(resolve, 40))
    const second = await this.#place(element)
    if (second === '' || first !== second) return false
    await this.driver.click(element)
    return true
  }

  /** Where an element is; where it is not in sight, it is brought there and the answer is empty. */
  #place(element: Handle): Promise<string> {
    return this.driver.run(
      (_, one) => {
        const { x = 0, y = 0, width = 0, height = 0 } = one?.getBoundingClientRect() ?? {}
        const root = one?.getRootNode()
        const top =
          root instanceof Document || root instanceof ShadowRoot ? root.elementFromPoint(x + width / 2, y + height / 2) : null
        if (one?.contains(top)) return `${x} ${y} ${width}`
        one?.scrollIntoView({ block: 'center', behavior: 'instant' })
        return ''
      },
      null,
      element,
    )
  }

  /** For what has no fixed name: the first element of a selector with this text. */
  async clickText(selector: string, pattern: RegExp, { within }: Place = {}) {
    await this.until(`a press of ${selector} with ${pattern}`, async () => {
      for (const found of await this.driver.query(selector, within)) {
        if (pattern.test(await this.text(found))) return this.#press(found)
      }
      return false
    })
  }

  /** Fields of type password have no role: the key, then the passphrases. */
  async fillSecret(index: number, text: string) {
    const field = await this.until(
      `secret field ${index + 1}`,
      async () => (await this.driver.query('input[type=password]'))[index],
    )
    await this.driver.click(field)
    await this.driver.type(field, text)
  }

  async fill(role: Role, name: string, text: string, place: Place = {}) {
    const field = await this.get(role, name, place)
    await this.driver.click(field)
    await this.driver.selectAll()
    await this.driver.type(field, text || keys.Delete)
  }

  /** Picks an option of a native select; engines draw their lists outside of the page. */
  async choose(name: string, label: string) {
    const select = await this.get('combobox', name)
    await this.driver.run(
      (wanted, element) => {
        if (!(element instanceof HTMLSelectElement)) throw new Error('no select')
        const option = [...element.options].find(({ textContent }) => textContent === wanted)
        if (!option) throw new Error(`no option ${wanted}`)
        element.value = option.value
        element.dispatchEvent(new Event('change', { bubbles: true }))
      },
      label,
      select,
    )
  }

  /** The text of the page, or of an element. */
  text(element?: Handle): Promise<string> {
    return this.driver.run((_, one) => ((one ?? document.body) as HTMLElement).innerText.replaceAll(/\s+/g, ' '), null, element)
  }

  see(pattern: RegExp, element?: Handle, milliseconds?: number): Promise<string> {
    return this.until(`text ${pattern}`, async () => pattern.exec(await this.text(element))?.[0], milliseconds)
  }

  async path(pattern: RegExp) {
    await this.until(`address ${pattern}`, async () => pattern.test(await this.driver.run(() => location.href, null)))
  }

  /** Goes to a path like a link does, without loading the page again. */
  async follow(path: string) {
    await this.driver.run((to) => {
      history.pushState({}, '', to)
      dispatchEvent(new PopStateEvent('popstate'))
    }, path)
  }

  /** The recorded page, read from outside, since its frames can't run scripts. */
  recorded(): Promise<Recorded> {
    return this.driver.run(() => {
      const outer = document.querySelector<HTMLIFrameElement>('iframe[title="Recorded page"]')
      const wrappers = outer?.contentDocument?.querySelectorAll<HTMLElement>('.replayer-wrapper') ?? []
      const frame = [...wrappers].find(({ hidden }) => !hidden)?.querySelector('iframe')
      const page = frame?.contentDocument
      return {
        text: (page?.body?.innerText ?? '').replaceAll(/\s+/g, ' '),
        values: [...(page?.querySelectorAll<HTMLInputElement>('input, textarea, select') ?? [])].map(({ value }) => value),
        sandboxes: [outer, frame].map((one) => one?.getAttribute('sandbox') ?? null),
        scripts: page?.querySelectorAll('script, [onload], [onerror], [onclick], [srcdoc], base, meta[http-equiv]').length ?? 0,
      }
    }, null)
  }

  /** Waits until the recorded page shows a text. */
  shows(text: string): Promise<Recorded> {
    return this.until(`“${text}” in the recorded page`, async () => {
      const recorded = await this.recorded()
      return recorded.text.includes(text) && recorded
    })
  }

  /** Moves the player's slider as dragging does. */
  async seek(seconds: number) {
    const slider = await this.get('slider', 'Position')
    await this.driver.run(
      (value, one) => {
        // React notices a value only if the element's own setter sets it.
        Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(one, String(value))
        one?.dispatchEvent(new Event('input', { bubbles: true }))
      },
      seconds,
      slider,
    )
  }

  texts(selector: string): Promise<string[]> {
    return this.driver.run((css) => [...document.querySelectorAll<HTMLElement>(css)].map((one) => one.innerText), selector)
  }

  /** Names (aria-label) of all elements that match a selector. */
  labels(selector: string): Promise<string[]> {
    return this.driver.run(
      (css) => [...document.querySelectorAll(css)].map((one) => one.getAttribute('aria-label') ?? ''),
      selector,
    )
  }

  attribute(element: Handle, name: string): Promise<string | null> {
    return this.driver.run((wanted, one) => one?.getAttribute(wanted) ?? null, name, element)
  }

  /** The content of the first finished download whose name matches. */
  download(pattern: RegExp): Promise<string> {
    return this.until(`a download ${pattern}`, async () => {
      const { downloads } = this.driver
      const name = existsSync(downloads) && readdirSync(downloads).find((one) => pattern.test(one))
      const text = name ? readFileSync(join(downloads, name), 'utf8') : ''
      return text || undefined
    })
  }
}
