// `npm run demo:record [name …]`: records the visits below, or those named, into demo/sessions/; with `--facts` it records
// nothing and writes anew what is known of the pages of those that are there.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import type { CapturedBody } from './capture.ts'
import type { Journey } from './journey.ts'
import { joinForm } from './journeys/joinForm.ts'
import { longVisit } from './journeys/longVisit.ts'
import { phoneVisit } from './journeys/phoneVisit.ts'
import { salesCharts } from './journeys/salesCharts.ts'
import { shopCheckout } from './journeys/shopCheckout.ts'
import { teaVisits } from './journeys/teaVisits.ts'
import { twoTabs } from './journeys/twoTabs.ts'
import { workshopBoard } from './journeys/workshopBoard.ts'
import { recordJourney } from './recordJourney.ts'
import { writeFacts } from './writeFacts.ts'

const gardenVisits: Journey[] = [shopCheckout, joinForm, twoTabs, longVisit, workshopBoard, salesCharts, phoneVisit]
const journeys = [...gardenVisits, ...teaVisits]
const sessions = new URL('../../sessions/', import.meta.url)

/** One request body per line; returns the size in bytes. */
function store(file: string, bodies: CapturedBody[]): number {
  // The local server speaks http alone; a real shop does not.
  const text = bodies.map((body) => `${body.text}\n`).join('')
  const packed = gzipSync(text.replaceAll('http://www.leafandkettle', 'https://www.leafandkettle'), { level: 9 })
  writeFileSync(new URL(file, sessions), packed)
  return packed.length
}

async function record(journey: Journey): Promise<void> {
  const bodies = await recordJourney(journey)
  const snapshots = bodies.filter(({ snapshotsUntil }) => snapshotsUntil !== null)
  const size = store(`${journey.name}.jsonl.gz`, snapshots)
  if (journey.shop !== 'tea') {
    store(
      `${journey.name}.events.jsonl.gz`,
      bodies.filter(({ snapshotsUntil }) => snapshotsUntil === null),
    )
  }
  console.log(`${journey.name}: ${snapshots.length} batches, ${Math.ceil(size / 1024)} KiB`)
}

function chosen(names: string[]): Journey[] {
  const unknown = names.filter((name) => journeys.every((journey) => journey.name !== name))
  if (unknown.length > 0) {
    console.error(`There is no visit named ${unknown.join(', ')}. There are: ${journeys.map(({ name }) => name).join(', ')}.`)
    process.exit(1)
  }
  return names.length === 0 ? journeys : journeys.filter(({ name }) => names.includes(name))
}

const args = process.argv.slice(2)
const isFactsOnly = args.includes('--facts')
const wanted = chosen(args.filter((word) => word !== '--facts'))
mkdirSync(new URL('tea/', sessions), { recursive: true })
const outcomes = await Promise.allSettled(isFactsOnly ? [] : wanted.map(record))
// A visit that never succeeded has no files, and the demo host would look for them.
const stored = gardenVisits
  .filter(({ name }) => existsSync(new URL(`${name}.jsonl.gz`, sessions)))
  .map(({ name, title }) => ({ name, title }))
writeFileSync(new URL('index.json', sessions), `${JSON.stringify(stored, null, 2)}\n`)
for (const { name } of stored) writeFacts(name)
for (const outcome of outcomes) {
  if (outcome.status === 'rejected') {
    console.error(outcome.reason)
    process.exitCode = 1
  }
}
