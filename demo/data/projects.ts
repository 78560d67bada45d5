import type { CapturedSession } from './capturedSessions.ts'
import { createDataset, type Dataset } from './dataset.ts'
import { createGenerator, type Generator } from './generator.ts'
import { createShopDataset } from './leafAndKettle/shopDataset.ts'
import { shopSubscriptions } from './leafAndKettle/shopSubscriptions.ts'
import { sites } from './sites.ts'
import { withSpecials } from './specials.ts'
import { clockAt } from './subscriptions/specialSubscription.ts'
import { createSubscriptions, type SubscriptionSet, subscriptionSet } from './subscriptions/subscriptionSet.ts'
import { topics } from './subscriptions/topics.ts'

/** Ids are for good: people who explored an earlier demo have connections to project 1. */
export const leafAndKettleId = 4
export const edgeCasesId = 1

export type Project = {
  id: number
  uuid: string
  name: string
  timezone: string
  readonly dataset: Dataset
  subscriptions: SubscriptionSet
}

/** Recordings of the first two projects each, subscriptions of the second, and the seed that makes them; the third has a tenth. */
export type ProjectSizes = { seed: number; count: number; countSubscriptions: number }

/** Made when first asked for, since it reads captured visits. */
function leafAndKettle({ seed, count }: ProjectSizes, anchor: number): Project {
  let dataset: Dataset | undefined
  return {
    id: leafAndKettleId,
    uuid: '0198e000-0000-0000-0000-000000000004',
    name: 'Leaf & Kettle',
    timezone: 'Europe/Berlin',
    get dataset() {
      return (dataset ??= createShopDataset(seed + 3, count, anchor))
    },
    subscriptions: subscriptionSet(() => shopSubscriptions(clockAt(anchor))),
  }
}

/** A real shop, a project with everything that can go wrong, a smaller app, and a project without recordings. */
export function createProjects(options: ProjectSizes, anchor: number, sessions: readonly CapturedSession[]): Project[] {
  const { seed } = options
  const shop = (count: number): Generator => createGenerator({ seed, count, anchor, zoneHours: 2, site: sites.tea })
  const small = Math.floor(options.count / 10)
  const app = createGenerator({ seed: seed + 1, count: small, anchor, zoneHours: -4, site: sites.ledger })
  const empty = createGenerator({ seed: seed + 2, count: 0, anchor, zoneHours: 0, site: sites.ledger })
  const subscribed = (count: number, number: 1 | 2 | 3) =>
    createSubscriptions({
      seed: seed + number,
      count,
      anchor,
      firstId: number * 1_000_000,
      topics: number === 1 ? topics.tea : topics.ledger,
      domain: number === 1 ? sites.tea.staffMail : sites.ledger.staffMail,
      withSpecial: number === 1,
    })
  return [
    leafAndKettle(options, anchor),
    {
      id: edgeCasesId,
      uuid: '0198e000-0000-0000-0000-000000000001',
      name: 'Edge cases',
      timezone: 'Europe/Berlin',
      dataset: withSpecials(shop, options.count, anchor, sessions),
      subscriptions: subscribed(options.countSubscriptions, 1),
    },
    {
      id: 2,
      uuid: '0198e000-0000-0000-0000-000000000002',
      name: 'Demo app',
      timezone: 'America/New_York',
      dataset: createDataset(app, small, []),
      subscriptions: subscribed(Math.floor(options.countSubscriptions / 10), 2),
    },
    {
      id: 3,
      uuid: '0198e000-0000-0000-0000-000000000003',
      name: 'Empty project',
      timezone: 'UTC',
      dataset: createDataset(empty, 0, []),
      subscriptions: subscribed(0, 3),
    },
  ]
}
