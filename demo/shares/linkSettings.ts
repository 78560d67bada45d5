import { invalidInput, Refusal } from '../host/answers.ts'
import { editionFacts } from '../host/editions.ts'
import type { Edition } from '../host/options.ts'
import type { Link } from '../host/state.ts'

const flags = ['whitelabel', 'noHeader', 'showInspector', 'legend', 'detailed', 'hideExtraDetails']
const themes = ['light', 'dark', 'system']

/** From this day on a page shows what is stored, whatever its address says (posthog-api.md#c5-public-pages). */
const settingsAreStoredFrom = Date.UTC(2025, 6, 31)

function isFit(name: string, value: unknown): boolean {
  return name === 'theme' ? themes.some((theme) => theme === value) : typeof value === 'boolean'
}

/** Settings as they were sent: what the edition does not know is dropped. Throws the 400 for what it cannot understand. */
export function readLinkSettings(value: unknown, edition: Edition): Record<string, unknown> | null {
  if (value === null) return null
  const bad = new Refusal(invalidInput('Invalid settings format', 'settings'))
  if (typeof value !== 'object' || Array.isArray(value)) throw bad
  const known = knownSettings(Object.fromEntries(Object.entries(value)), edition)
  if (!Object.entries(known).every(([name, one]) => isFit(name, one))) throw bad
  return known
}

/** What of these settings servers of an age can keep. */
export function knownSettings(settings: Record<string, unknown>, edition: Edition): Record<string, unknown> {
  const names = editionFacts[edition].linkThemes ? [...flags, 'theme'] : flags
  return Object.fromEntries(Object.entries(settings).filter(([name, value]) => names.includes(name) && value !== null))
}

function readFromAddress(name: string, text: string): unknown {
  if (name === 'theme') return text
  return !['0', 'false', 'no', 'off'].includes(text.trim().toLowerCase())
}

/**
 * What the page of a link is to look like. Only links from before August 2025 listen to the page's address
 * (posthog-api.md#c5-public-pages).
 */
export function shownSettings({ settings, createdAt }: Link, url: URL, edition: Edition): Record<string, unknown> {
  const isStored = editionFacts[edition].linkSettings && createdAt >= settingsAreStoredFrom
  if (isStored) return settings ?? {}
  const requested = [...url.searchParams].map(([name, text]) => [name, readFromAddress(name, text)] as const)
  const fit = requested.filter(([name, value]) => isFit(name, value))
  return knownSettings({ ...settings, ...Object.fromEntries(fit) }, edition)
}
