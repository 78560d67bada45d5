import { hexadecimal } from '../mix.ts'
import type { RecordingFacts } from '../recordingFacts.ts'
import { specialPerson, specialRow } from '../specialRow.ts'
import { minute } from '../timeline.ts'
import type { Visit } from '../visits.ts'
import { pagesOf, rowPlaying, shortestOf } from './shopContents.ts'
import { type VisitName, visitParts } from './visitParts.ts'

type Somebody = { name: string; email: string; country: string; city: string; browser: string; system: string }

function somebody(name: string, email: string, place: readonly [string, string], device: readonly [string, string]): Somebody {
  return { name, email, country: place[0], city: place[1], browser: device[0], system: device[1] }
}

const piet = somebody('Piet Okonkwo', 'piet.okonkwo@harbourmail.example', ['GB', 'Bristol'], ['Chrome', 'Windows'])
const hannah = somebody('Hannah Lowe', 'hannah.lowe@letterbox.example', ['GB', 'Bristol'], ['Safari', 'Mac OS X'])
const margaux = somebody('Margaux Perrin', 'margaux.perrin@courrier.example', ['FR', 'Lyon'], ['Firefox', 'Windows'])
const elif = somebody('Elif Aydın', 'elif.aydin@posta.example', ['TR', 'İzmir'], ['Mobile Safari', 'iOS'])
const jonas = somebody('Jonas Vogel', 'jonas.vogel@mailhaus.example', ['DE', 'Hamburg'], ['Chrome', 'Mac OS X'])
const imani = somebody('Imani Brooks', 'imani.brooks@bluebird.example', ['US', 'Portland'], ['Chrome', 'Android'])
const ruth = somebody('Ruth Delgado', 'ruth.delgado@porchlight.example', ['US', 'Portland'], ['Microsoft Edge', 'Windows'])
const pawel = somebody('Paweł Mazur', 'pawel.mazur@poczta.example', ['PL', 'Gdańsk'], ['Chrome', 'Windows'])

const people = [piet, hannah, margaux, elif, jonas, imani, ruth, pawel]

/** Minutes before the host began, and for how many seconds the visitor was away besides. */
type KnownVisit = {
  who: Somebody
  visit: VisitName
  minutesAgo: number
  awaySeconds: number
  channel?: Visit['channel']
  isOngoing?: true
}

/** The newest first. Piet Okonkwo's is the example of the product's tour. */
const visits: readonly KnownVisit[] = [
  { who: elif, visit: 'phone-browse', minutesAgo: 3, awaySeconds: 0, isOngoing: true },
  { who: jonas, visit: 'browse', minutesAgo: 9, awaySeconds: 0, channel: 'Organic Search', isOngoing: true },
  { who: piet, visit: 'join', minutesAgo: 16, awaySeconds: 4 },
  { who: hannah, visit: 'order', minutesAgo: 24, awaySeconds: 61, channel: 'Email' },
  { who: margaux, visit: 'declined', minutesAgo: 37, awaySeconds: 118, channel: 'Paid Search' },
  { who: imani, visit: 'phone-order', minutesAgo: 44, awaySeconds: 27, channel: 'Organic Social' },
  { who: ruth, visit: 'gift', minutesAgo: 52, awaySeconds: 9 },
  { who: pawel, visit: 'read', minutesAgo: 68, awaySeconds: 143, channel: 'Organic Search' },
  { who: hannah, visit: 'browse', minutesAgo: 81, awaySeconds: 12 },
  { who: piet, visit: 'read', minutesAgo: 1530, awaySeconds: 46, channel: 'Organic Search' },
  { who: margaux, visit: 'tabs', minutesAgo: 2960, awaySeconds: 204 },
  { who: piet, visit: 'browse', minutesAgo: 7420, awaySeconds: 0, channel: 'Referral' },
]

function personOf(who: Somebody, anchor: number) {
  const isPhone = who.system === 'iOS' || who.system === 'Android'
  const person = specialPerson(800 + people.indexOf(who), anchor, {
    name: who.name,
    email: who.email,
    distinctId: `usr_${who.email.split('@')[0]?.replace('.', '_')}`,
    properties: {
      club_member: who === hannah,
      $browser: who.browser,
      $os: who.system,
      $device_type: isPhone ? 'Mobile' : 'Desktop',
      $geoip_country_code: who.country,
      $geoip_city_name: who.city,
    },
  })
  return { ...person, shownAs: who.name }
}

/** Recordings of named people who play a captured visit from its begin to its end; ids stay the same for good. */
export function knownVisits(anchor: number): RecordingFacts[] {
  return visits.flatMap(({ who, visit, minutesAgo, awaySeconds, channel = 'Direct', isOngoing = false }, order) => {
    const part = visitParts().find((one) => one.visit === visit && one.isWhole)
    if (part === undefined) return []
    const startedAt = anchor - minutesAgo * minute
    const id = `0198f000-0000-7000-8000-1eaf0000${hexadecimal(order + 1, 4)}`
    // Who is still there was last heard of a minute ago.
    const seconds = isOngoing ? Math.max(shortestOf(part), minutesAgo * 60 - 60) : shortestOf(part) + awaySeconds
    const row = specialRow(id, startedAt, personOf(who, anchor), null)
    return [{ ...row, visit: { ...row.visit, ...pagesOf(part), channel }, isOngoing, ...rowPlaying(part, seconds, order) }]
  })
}
