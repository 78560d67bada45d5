import { counted } from '#lib/format.ts'
import { cutText } from '#lib/cutText.ts'
import { clockDuration } from '#lib/duration.ts'
import type { InspectorItem } from './item.ts'

/** So many pages stand at each end of a long visit. */
const pagesAtEnds = 4
const maxNamed = 6
const maxName = 60

function pageOf({ details }: InspectorItem): string | null {
  const address = details.find(([label]) => label === 'URL' || label === 'Screen')?.[1]
  if (address === undefined) return null
  return /^https?:/i.test(address) && URL.canParse(address) ? new URL(address).pathname : address
}

/** Pages in order, each once in a row. */
function pagesOf(items: readonly InspectorItem[]): string[] {
  return items
    .filter(({ kind }) => kind === 'navigation')
    .flatMap((item) => pageOf(item) ?? [])
    .filter((page, index, pages) => page !== pages[index - 1])
    .map((page) => cutText(page, maxName))
}

function pagesLine(pages: readonly string[]): string | null {
  if (pages.length === 0) return null
  const more = pages.length - 2 * pagesAtEnds
  const shown = more > 1 ? [...pages.slice(0, pagesAtEnds), `${more} more`, ...pages.slice(-pagesAtEnds)] : pages
  return `Visited ${shown.join(' → ')}.`
}

/** So many clicks in one place stand first: they may be angry. */
const manyTimes = 3

function isMany(count: number): number {
  return Number(count >= manyTimes)
}

/** Names in the order of their first time, each with how often. */
function named(names: readonly string[]): string {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  const all = [...counts]
    .toSorted(([, one], [, other]) => isMany(other) - isMany(one))
    .map(([name, count]) => `“${cutText(name, maxName)}”${count > 1 ? ` (${count}×)` : ''}`)
  const more = all.length - maxNamed
  return [...all.slice(0, maxNamed), ...(more > 0 ? [`${more} more`] : [])].join(', ')
}

function namesIn(items: readonly InspectorItem[], kind: InspectorItem['kind'], pattern: RegExp): string[] {
  return items.filter((item) => item.kind === kind).flatMap(({ text }) => pattern.exec(text)?.[1] ?? [])
}

function actionsLine(items: readonly InspectorItem[]): string | null {
  const clicks = items.filter(({ kind }) => kind === 'click')
  const typed = namesIn(items, 'input', /^(?:Typed .* into|Cleared) “([^“”]+)”$/s)
  const chosen = namesIn(items, 'input', /^(?:Selected|Checked|Unchecked) “([^“”]+)”/s)
  const fields = new Set([...typed, ...chosen])
  const clicked = namesIn(items, 'click', /^(?:Clicked|Tapped) “(.+)”$/s).filter((name) => !fields.has(name))
  const parts = [
    clicked.length > 0 ? `clicked ${named(clicked)}` : clicks.length > 0 ? counted(clicks.length, 'click') : null,
    typed.length > 0 ? `typed into ${named(typed)}` : null,
    chosen.length > 0 ? `chose ${named(chosen)}` : null,
  ].filter((part) => part !== null)
  const text = parts.join('; ')
  return text === '' ? null : `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
}

function troubles(items: readonly InspectorItem[]): string {
  const errors = items.filter(({ kind, level }) => kind === 'console' && level === 'error')
  const requests = items.filter(({ kind, level }) => kind === 'network' && level !== 'info')
  const parts = [
    errors[0] && `${counted(errors.length, 'error')} (${cutText(errors[0].text, 2 * maxName)})`,
    requests[0] && `${counted(requests.length, 'failed request')} (${cutText(requests[0].text, 2 * maxName)})`,
  ].filter((part) => part !== undefined)
  return parts.length === 0 ? 'No errors or failed requests.' : `${parts.join(', ')}.`
}

/**
 * A recording in at most three lines: pages in order, what was clicked and typed by name, errors and where it ended. `items` are
 * in time order, `duration` is in milliseconds. Contains texts of the recorded site.
 */
export function summaryOf(items: readonly InspectorItem[], duration: number | null): string[] {
  const events = items.filter(({ kind }) => kind !== 'note')
  if (events.length === 0) return []
  const pages = pagesOf(events)
  const lastPage = pages.at(-1)
  const length = duration === null ? '' : ` after ${clockDuration(duration / 1000)}`
  const end = lastPage === undefined ? '' : ` Ended on ${lastPage}${length}.`
  return [pagesLine(pages), actionsLine(events), `${troubles(events)}${end}`].filter((line) => line !== null)
}
