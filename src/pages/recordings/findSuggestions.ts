import type { FoundPerson } from '#api/persons/persons.ts'
import { widestDateFrom } from '#api/recordings/recordingFilters.ts'
import { personName } from '#api/recordings/personName.ts'
import type { Recording } from '#api/recordings/recordings.ts'
import { cutText } from '#lib/cutText.ts'
import type { RecordingsSearch } from './recordingsSearch.ts'

/** What the search field offers. `change` is the filter, or the recording to open. */
export type Suggestion = { id: string; kind: string; label: string; change: Partial<RecordingsSearch> }

/** IDs of recordings are long and hold no spaces; only their letters differ (posthog-api.md#b2-recording-object). */
export function isLikeId(text: string): boolean {
  return /^[\w-]{20,}$/.test(text)
}

function isLikeAddress(text: string): boolean {
  return /^(https?:\/\/|\/|www\.)/i.test(text) || /^[^\s@]+\.[a-z]{2,}\/\S*$/i.test(text)
}

/** Everything that the text itself could be, most likely first. */
export function textSuggestions(text: string): { first: Suggestion[]; last: Suggestion[] } {
  const open: Suggestion = { id: 'open', kind: 'Open recording', label: text, change: { open: text } }
  const url: Suggestion = { id: 'url', kind: 'Start URL contains', label: text, change: { start_url: text } }
  const others: Suggestion[] = [
    { id: 'console', kind: 'Console message contains', label: text, change: { console: text } },
    { id: 'distinct-id', kind: 'Distinct ID is', label: text, change: { distinct_id: text } },
  ]
  if (isLikeAddress(text)) return { first: [url], last: others }
  if (isLikeId(text)) return { first: [open], last: [...others.toReversed(), url] }
  return { first: [], last: [url, ...others] }
}

/** Chooses all recordings of the person, from any time. */
export function personSuggestion({ uuid, name, email }: FoundPerson): Suggestion {
  const label = cutText(email === null ? name : `${name} · ${email}`, 120)
  return {
    id: uuid,
    kind: 'Person',
    label,
    change: { person_uuid: uuid, distinct_id: '', date_from: widestDateFrom, date_to: '' },
  }
}

/** The people of loaded rows whose name or distinct ID contains the text, each once. */
export function peopleOfRows(rows: readonly Recording[], text: string): FoundPerson[] {
  const wanted = text.toLowerCase()
  const people = new Map<string, FoundPerson>()
  for (const { person, distinctId } of rows) {
    if (!person?.uuid) continue
    const name = personName(person, distinctId)
    const isMatch = [name, distinctId ?? '', ...person.distinctIds].some((one) => one.toLowerCase().includes(wanted))
    if (isMatch) people.set(person.uuid, { uuid: person.uuid, name, email: null })
  }
  return [...people.values()].slice(0, 8)
}
