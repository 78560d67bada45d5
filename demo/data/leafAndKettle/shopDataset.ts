import { createDataset, type Dataset } from '../dataset.ts'
import { createGenerator } from '../generator.ts'
import { sites } from '../sites.ts'
import { day } from '../timeline.ts'
import { shopContents } from './shopContents.ts'
import { shopHabits } from './shopHabits.ts'
import { knownVisits } from './knownVisits.ts'

/** Since four days the shop records fewer sessions: whoever updated its SDK set a rate. */
const sampling = { days: 4, rate: 0.4 }

/** The recordings of Leaf & Kettle: made-up rows that each play a part of a captured visit, and a few of the last hours. */
export function createShopDataset(seed: number, count: number, anchor: number): Dataset {
  const known = knownVisits(anchor).slice(0, count)
  const generated = count - known.length
  const site = sites.tea
  const generator = createGenerator({
    seed,
    count: generated,
    anchor,
    zoneHours: 2,
    site,
    habits: shopHabits(seed),
    contentsOf: (people) => shopContents(seed, site, people),
  })
  return createDataset(generator, generated, known, { since: anchor - sampling.days * day, rate: sampling.rate })
}
