import { numberInUuid, uuidOf } from './identifiers.ts'
import { choose, chooseWeighted, mix, part } from './mix.ts'
import { mailName, origins, otherLetters } from './names.ts'
import { scramble, unscramble } from './scramble.ts'
import { day } from './timeline.ts'

/**
 * How much a server knows of whom it recorded: *identified* people have a name or a mail, *anonymous* ones only an id, an
 * *unknown* person is gone from the server (posthog-api.md#b2-recording-object), and with *absent* the recording has no person at
 * all.
 */
export type PersonKind = 'identified' | 'anonymous' | 'unknown' | 'absent'

export type PersonFacts = {
  kind: PersonKind
  id: number
  uuid: string
  name: string | null
  email: string | null
  /** What the project shows for a person where that is not the mail address, as projects can choose. */
  shownAs?: string | null
  distinctIds: readonly string[]
  properties: Record<string, unknown>
  createdAt: number
}

export type People = {
  count: number
  /** Which person a recording is of: some come often, most once or twice. */
  personOf(recording: number): number
  /** Which of the person's distinct IDs the recording has. */
  slotOf(recording: number): number
  kindOf(person: number): PersonKind
  /** One of the ids of a person, without making up the rest. */
  distinctIdOf(person: number, slot: number): string
  factsOf(person: number): PersonFacts
  /** The person and slot of a distinct ID; null if unknown. */
  byDistinctId(distinctId: string): { person: number; slot: number } | null
  byUuid(uuid: string): number | null
}

export type PeopleOptions = {
  seed: number
  recordings: number
  anchor: number
  staffMail: string
  /** What people of this project are like; those of most have any browser on any system. */
  habits?: Habits
}

/** Whom a server knows, from a share of 0 to 1, and what is known of a person besides name, address and place. */
export type Habits = {
  kindAt(share: number): PersonKind
  /** Whether the project shows people by name rather than by mail address. */
  showsNames: boolean
  deviceOf(person: number): Record<string, unknown>
  accountOf(person: number): Record<string, unknown>
}

const purposes = { person: 30, slot: 31, kind: 32, origin: 33, given: 34, family: 35, mail: 36, age: 37, other: 38 }
const keys = { distinct: 0x0d15, known: 0x1d0e, uuid: 0x0a11 }

const browsers = ['Chrome', 'Chrome', 'Chrome', 'Safari', 'Safari', 'Firefox', 'Microsoft Edge', 'Mobile Safari'] as const
const systems = ['Windows', 'Mac OS X', 'Mac OS X', 'Linux', 'iOS', 'Android'] as const
const plans = ['free', 'free', 'plus', 'business'] as const

function kindAt(share: number): PersonKind {
  if (share < 0.55) return 'identified'
  if (share < 0.86) return 'anonymous'
  return share < 0.97 ? 'unknown' : 'absent'
}

function nameOf(seed: number, person: number, staffMail: string) {
  if (part(seed, person, purposes.other) < 0.06) {
    const { name, mail, ...place } = choose(otherLetters, part(seed, person, purposes.given))
    return { name, email: mail.replace('@', `${person}@`), ...place }
  }
  const { country, city, language, ...origin } = chooseWeighted(origins, part(seed, person, purposes.origin))
  const given = choose(origin.given, part(seed, person, purposes.given))
  const family = choose(origin.family, part(seed, person, purposes.family))
  const share = part(seed, person, purposes.mail)
  const isStaff = share > 0.96
  const house = isStaff ? staffMail : choose(origin.mail, share)
  const digits = isStaff ? '' : String(person % 100)
  return { name: `${given} ${family}`, email: `${mailName(given, family)}${digits}@${house}`, country, city, language }
}

function anyHabits(seed: number): Habits {
  return {
    kindAt,
    showsNames: false,
    deviceOf: (person) => ({
      $browser: choose(browsers, part(seed, person, 40)),
      $os: choose(systems, part(seed, person, 41)),
    }),
    accountOf: (person) => ({
      plan: choose(plans, part(seed, person, 42)),
      orders: Math.floor(part(seed, person, 43) ** 3 * 20),
    }),
  }
}

export function createPeople({ seed, recordings, anchor, staffMail, habits = anyHabits(seed) }: PeopleOptions): People {
  const count = Math.max(1, Math.round(recordings * 0.35))
  const key = (name: keyof typeof keys) => keys[name] ^ seed

  const createdAt = (person: number) => anchor - 90 * day - Math.floor(part(seed, person, purposes.age) * 400 * day)
  const deviceId = (person: number) => uuidOf(person, createdAt(person), key('distinct'))
  const userId = (person: number) => `usr_${scramble(person, key('known')).toString(36).padStart(7, '0')}`
  const uuidAt = (person: number) => uuidOf(person, createdAt(person), key('uuid'))
  const kindOf = (person: number) => habits.kindAt(part(seed, person, purposes.kind))

  function factsOf(person: number): PersonFacts {
    const kind = kindOf(person)
    const about = nameOf(seed, person, staffMail)
    const isIdentified = kind === 'identified'
    const isNameOnly = part(seed, person, purposes.mail) < 0.3
    const browser = {
      ...habits.deviceOf(person),
      $geoip_country_code: about.country,
      $geoip_city_name: about.city,
      $browser_language: about.language,
    }
    const account = {
      name: about.name,
      ...(isNameOnly ? {} : { email: about.email }),
      ...habits.accountOf(person),
    }
    return {
      kind,
      id: 1_000_000 + person,
      uuid: uuidAt(person),
      name: isIdentified ? about.name : null,
      email: isIdentified && !isNameOnly ? about.email : null,
      ...(isIdentified && habits.showsNames ? { shownAs: about.name } : {}),
      distinctIds: isIdentified ? [userId(person), deviceId(person)] : [deviceId(person)],
      properties: isIdentified ? { ...account, ...browser } : browser,
      createdAt: createdAt(person),
    }
  }

  function byDistinctId(distinctId: string): { person: number; slot: number } | null {
    const known = /^usr_([0-9a-z]{7})$/.exec(distinctId)?.[1]
    const person =
      known === undefined ? numberInUuid(distinctId, key('distinct')) : unscramble(Number.parseInt(known, 36), key('known'))
    if (person === null || person >= count) return null
    const slot = factsOf(person).distinctIds.indexOf(distinctId)
    return slot < 0 ? null : { person, slot }
  }

  const personOf = (recording: number) => Math.floor(count * part(seed, recording, purposes.person) ** 1.6)

  return {
    count,
    personOf,
    slotOf(recording) {
      const isBeforeLogin = mix(seed, recording, purposes.slot) % 3 === 0
      return isBeforeLogin && kindOf(personOf(recording)) === 'identified' ? 1 : 0
    },
    kindOf,
    distinctIdOf: (person, slot) => (slot === 0 && kindOf(person) === 'identified' ? userId(person) : deviceId(person)),
    factsOf,
    byDistinctId,
    byUuid(uuid) {
      const person = numberInUuid(uuid, key('uuid'))
      return person !== null && person < count && uuidAt(person) === uuid ? person : null
    },
  }
}
