import type { RecordingFacts } from './recordingFacts.ts'
import { noActivity, specialPerson, specialRow } from './specialRow.ts'
import { hour } from './timeline.ts'

const shop = 'https://www.leafandkettle.example'

type OddRow = {
  id?: string
  ageHours: number
  name: string | null
  email?: string
  url?: string | null
  change?: Partial<RecordingFacts>
}

function uuid(number: number): string {
  return `0198f000-0000-7000-8000-0000000c0d${String(number).padStart(2, '0')}`
}

/** What real projects hold and careless screens stumble over: odd names, odd addresses, little or nonsense in the fields. */
const oddRows: readonly OddRow[] = [
  { ageHours: 12.5, name: 'ليلى بنت خالد العتيبي', url: `${shop}/search?q=${encodeURIComponent('شاي أخضر')}` },
  { ageHours: 14, name: 'שירה בן־דוד (VIP)', url: `${shop}/cart` },
  { ageHours: 17, name: '🦔 Hedgehog Fan 🫖🍵 👩‍👩‍👧‍👦', url: `${shop}/products/🫖` },
  { ageHours: 19, name: `Wolfeschlegelstein${'hausenbergerdorff'.repeat(17)}`.slice(0, 300) },
  { ageHours: 21, name: '<b onmouseover="alert(1)">Robert</b><script>alert(2)</script>', email: 'robert@tables.example' },
  { ageHours: 23, name: 'Opens no link', url: 'javascript:alert(document.domain)' },
  { ageHours: 26, name: '=HYPERLINK("https://evil.example","Click")', url: `${shop}/help/returns` },
  { ageHours: 29, name: 'Line\nbreak\tand tab', url: `${shop}/account/orders` },
  { ageHours: 31, name: 'Very long address', url: `${shop}/search?${'filter=tea&'.repeat(360)}` },
  {
    id: '17c49bdf172ca-0d1e2f3a4b5c6d-1f3d5a6b-1fa400-17c49bdf173b2d',
    ageHours: 34,
    name: 'Old recorder',
    url: `${shop}/`,
    change: { snapshotLibrary: null, totalSize: null, eventCount: null },
  },
  {
    ageHours: 38,
    name: null,
    url: null,
    change: {
      person: null,
      distinctId: null,
      activity: noActivity,
      consoleMessages: [],
      events: [],
      snapshotLibrary: null,
      totalSize: null,
      eventCount: null,
      overrides: { end_time: null, snapshot_source: null, ongoing: null, viewed: null, console_log_count: null },
    },
  },
  { ageHours: 43, name: null, change: { activity: noActivity, overrides: { person: undefined, viewers: undefined } } },
  {
    ageHours: 47,
    name: 'Counts that make no sense',
    change: { overrides: { click_count: -4, keypress_count: '12', console_error_count: 'many', active_seconds: 99_999 } },
  },
  {
    ageHours: 52,
    name: 'Knows more than we do',
    change: { overrides: { brand_new_field: { nested: [1, 2] }, snapshot_source: 'hologram', person_extra: null } },
  },
  // Clients of posthog-js may bring their own session IDs.
  { id: 'r/seven', ageHours: 55, name: 'ID with a slash' },
  { id: 'r%2Fseven', ageHours: 56, name: 'ID with an escaped slash' },
  { id: '50% off? #1.2 è', ageHours: 57, name: 'ID with other signs' },
]

export function oddRecordings(anchor: number): RecordingFacts[] {
  return oddRows.map(({ id, ageHours, name, email, url, change }, order) => {
    const startedAt = anchor - ageHours * hour
    const person =
      name === null ? null : specialPerson(200 + order, startedAt, { name, ...(email === undefined ? {} : { email }) })
    return { ...specialRow(id ?? uuid(order), startedAt, person, url === undefined ? `${shop}/` : url), ...change }
  })
}
