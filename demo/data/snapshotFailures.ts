import type { Failure } from './failures.ts'

function id(number: string): string {
  return `0198f000-0000-7000-8000-00000000fb${number}`
}

/**
 * Recordings of the demo shop whose snapshots go wrong on purpose, or are unusual. As in failures.ts each is called what it does
 * and keeps its id for good; they stand in the list behind those of the last day.
 */
export const snapshotFailures = {
  deleted: {
    id: id('01'),
    title: 'Snapshots deleted elsewhere',
    does: 'The list and GET still hold it. Snapshots answer 410 on newest servers, with when and by whom; 404 on older ones.',
    ageHours: 25.2,
  },
  unavailable: {
    id: id('02'),
    title: 'Blocks unavailable',
    does: 'Sources are listed, every block is lost: 502 recording_blocks_unavailable on newest servers, 500 on older ones.',
    ageHours: 27.1,
  },
  someLost: {
    id: id('03'),
    title: 'Blocks missing in the middle',
    does: 'The second and third block are lost: newest servers leave them out without a word, older ones answer 500.',
    ageHours: 28.3,
  },
  busyFirst: {
    id: id('04'),
    title: 'Snapshots busy at first',
    does: 'The first call of a key to each address answers 503 "ClickHouse over capacity. Please retry", later ones work.',
    ageHours: 30.4,
  },
  breaks: {
    id: id('05'),
    title: 'Snapshots break',
    does: 'Every snapshots call answers 500 {"error": …}.',
    ageHours: 32.6,
  },
  stillIngesting: {
    id: id('06'),
    title: 'Still being ingested',
    does: 'Sources are an empty list; a block asked for all the same answers 404.',
    ageHours: 33.8,
  },
  stillRecording: {
    id: id('07'),
    title: 'Still being recorded',
    does: 'Ongoing: a new block every ten seconds of the clock, for six hours.',
    ageHours: 1.2,
  },
  cutShort: {
    id: id('08'),
    title: 'Block cut short',
    does: 'The second block ends in the middle of a line.',
    ageHours: 36.1,
  },
  slowBlock: {
    id: id('09'),
    title: 'Slow block',
    does: 'Every answer with the third block takes 8 seconds; leaving ends it at once.',
    ageHours: 38.5,
  },
  manyBlocks: {
    id: id('10'),
    title: 'More than forty blocks',
    does: 'Blocks of less than half a second each: more of them than one call may ask for, or two.',
    ageHours: 40.2,
  },
  hugeBlock: {
    id: id('11'),
    title: 'Block much too big',
    does: 'The second block holds a single event of 40 MB; the page before and after it is ordinary.',
    ageHours: 43.7,
  },
  oneEvent: {
    id: id('12'),
    title: 'One event only',
    does: 'A Meta event and nothing else.',
    ageHours: 46.9,
  },
  noFullSnapshot: {
    id: id('13'),
    title: 'No full snapshot',
    does: 'Changes of a page that was never shown.',
    ageHours: 50.3,
  },
  wireframes: {
    id: id('14'),
    title: 'Mobile wireframes',
    does: 'Of a phone app: wireframes in the place of documents. snapshot_source is "mobile" where it is told.',
    ageHours: 54.8,
  },
  longTerm: {
    id: id('15'),
    title: 'Kept in long-term storage',
    does: 'One source blob_v2_lts without times on newest servers; as any other on older ones.',
    ageHours: 58.4,
  },
} as const satisfies Record<string, Failure>
