/** An element, by the name that the engine's driver gave it. */
export type Handle = { id: string }

/** What every engine's driver does: the least that the steps need, and nothing that only one of them has. */
export type Driver = {
  /** The engine with its version. */
  readonly version: string
  /** Where downloads are written. */
  readonly downloads: string
  open(url: string): Promise<void>
  /** Elements that match a selector of CSS. */
  query(selector: string, within?: Handle): Promise<Handle[]>
  /** Visible elements with this role and accessible name, which the engine itself computes. */
  find(role: Role, name: string, within?: Handle): Promise<Handle[]>
  click(element: Handle): Promise<void>
  /** Types into an element that has the focus or gets it by a click. */
  type(element: Handle, text: string): Promise<void>
  /** Selects all text where the focus is. */
  selectAll(): Promise<void>
  /** Runs a function in the page. It sees its argument only, which travels as JSON like the result. */
  run<Argument, Result>(
    body: (argument: Argument, element?: Element) => Result,
    argument: Argument,
    element?: Handle,
  ): Promise<Result>
  /** What the console got since the last call: errors, warnings, uncaught errors and refusals of the policy. */
  complaints(): string[]
  close(): Promise<void>
}

/** Elements that may have a role: the engine is only asked about these, because it takes long to compute names. */
export const selectors = {
  button: 'button, [role=button], summary',
  checkbox: 'input[type=checkbox]:not([role]), [role=checkbox]',
  combobox: 'select, [role=combobox]',
  dialog: 'dialog, [role=dialog]',
  grid: '[role=grid]',
  heading: 'h1, h2, h3, h4',
  link: 'a[href]',
  list: 'ul, ol, [role=list]',
  menuitem: '[role=menuitem]',
  option: '[role=option]',
  region: 'section[aria-label], section[aria-labelledby], [role=region]',
  slider: 'input[type=range], [role=slider]',
  switch: '[role=switch]',
  tab: '[role=tab]',
  table: 'table',
  textbox: 'input:not([type]), input[type=text], input[type=url], input[type=search], textarea, [role=textbox]',
} as const

export type Role = keyof typeof selectors

/** Keys that the protocol names by characters of its own. */
export const keys = { Enter: '\uE007', Delete: '\uE017', Control: '\uE009' } as const

/** Ctrl and A, as actions of the protocol. */
export const selectAllKeys = [
  { type: 'keyDown' as const, value: keys.Control },
  { type: 'keyDown' as const, value: 'a' },
  { type: 'keyUp' as const, value: 'a' },
  { type: 'keyUp' as const, value: keys.Control },
]

/** The source of a function whose one argument and result travel as JSON, for a page in which nothing of this file exists. */
export function sourceOf(body: (...values: never[]) => unknown): string {
  // The loader of TypeScript wraps named functions in __name.
  return `function (text, element) { const __name = (value) => value; return JSON.stringify((${body.toString()})(JSON.parse(text), element) ?? null) }`
}

/** What may have a role and name: visible, and the name is in a text of the element or of its label. */
export function candidates(selector: string, name: string, root: Element): Element[] {
  const textsOf = (one: Element & { labels?: NodeListOf<Element> | null; placeholder?: string }) => [
    one.ariaLabel,
    one.textContent,
    one.getAttribute('title'),
    one.placeholder,
    ...[...(one.labels ?? [])].map(({ textContent }) => textContent),
    ...(one.getAttribute('aria-labelledby') ?? '')
      .split(' ')
      .map((id) => id && document.querySelector(`#${CSS.escape(id)}`)?.textContent),
  ]
  const isNear = (one: Element) => textsOf(one).some((text) => text?.replaceAll(/\s+/g, ' ').includes(name))
  const roots = [root, ...[...root.querySelectorAll('*')].flatMap(({ shadowRoot }) => shadowRoot ?? [])]
  const found = roots.flatMap((one) => [...one.querySelectorAll(selector)])
  return found.filter((one) => one.checkVisibility({ visibilityProperty: true }) && isNear(one))
}
