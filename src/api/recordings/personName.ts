import { withoutOverrides } from '#lib/cutText.ts'
import type { Person } from './recordings.ts'

type Named = Pick<Person, 'name' | 'properties' | 'distinctIds'>

export const unknownPerson = 'Unknown person'

function firstText(texts: readonly unknown[]): string | null {
  const found = texts.find((text): text is string => typeof text === 'string' && withoutOverrides(text).trim() !== '')
  return found === undefined ? null : withoutOverrides(found)
}

/** By the names that PostHog and its users give the property. */
function emailOf(person: Pick<Person, 'properties'> | null): string | null {
  const { email, $email, Email } = person?.properties ?? {}
  return firstText([email, $email, Email])
}

/**
 * What to call a person: the name, else the e-mail address, else a distinct ID, that of the recording first. Blank texts do not
 * count. Null if none is known, for callers with something better to show than `unknownPerson`. Never cut.
 */
export function knownPersonName(person: Named | null, distinctId: string | null = null): string | null {
  return firstText([person?.name, emailOf(person), distinctId, ...(person?.distinctIds ?? [])])
}

/** Like `knownPersonName`, or "Unknown person". */
export function personName(person: Named | null, distinctId: string | null = null): string {
  return knownPersonName(person, distinctId) ?? unknownPerson
}

/** The e-mail address, also if it is used as the name or the distinct ID; null if there is none. */
export function personEmail(person: Named | null, distinctId: string | null): string | null {
  const texts = [emailOf(person), person?.name, distinctId]
  return texts.find((text): text is string => typeof text === 'string' && /^[^\s@]+@[^\s@]+$/.test(text)) ?? null
}
