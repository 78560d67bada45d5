import { colleagues } from '../colleagues.ts'
import { choose, mix, part } from '../mix.ts'
import { day, hour } from '../timeline.ts'
import { cadences } from './cadences.ts'
import type { SubscriptionFacts, Target } from './subscriptionFacts.ts'
import type { Topic } from './topics.ts'

export type OrdinaryOptions = {
  seed: number
  count: number
  anchor: number
  firstId: number
  topics: readonly Topic[]
  /** Whose addresses get mail. */
  domain: string
}

const purposes = { age: 120, owner: 121, start: 122, target: 123, mail: 124, untitled: 125, hour: 126, summary: 127 }

const oldest = 880 * day
const youngest = 3 * day

const mailboxes = ['buying', 'support', 'board', 'marketing', 'warehouse', 'finance'] as const

function inTurn<Item>(list: readonly Item[], number: number): Item {
  const item = list[number % list.length]
  if (item === undefined) throw new Error('There is nothing to take turns in.')
  return item
}

/** Nobody else gets the same: the nth round of topics and cadences is that of the nth branch. */
function branchMark(branch: number): string {
  return branch === 0 ? '' : `-${branch}`
}

function mailList(seed: number, index: number, branch: number, domain: string): string {
  const many = 1 + (mix(seed, index, purposes.mail) % 4)
  const first = mix(seed, index, purposes.mail + 10) % colleagues.length
  const people = colleagues.slice(first, first + many - 1).map(({ first_name }) => `${first_name.toLowerCase()}@${domain}`)
  return [`${choose(mailboxes, part(seed, index, purposes.mail))}${branchMark(branch)}@${domain}`, ...people].join(',')
}

function targetsOf(seed: number, index: number, branch: number, { channel }: Topic, domain: string): [Target, Target] {
  const share = part(seed, index, purposes.target)
  const name = `${channel}${branchMark(branch)}`
  if (share < 0.24) {
    const slack = { type: 'slack', value: `C0${(4000 + branch).toString(36).toUpperCase()}${channel.length}TEA|#${name}` }
    return [slack, slack]
  }
  if (share < 0.38) {
    const webhook = { type: 'webhook', value: `https://hooks.${domain}/posthog/${name}` }
    return [webhook, { type: 'teams', value: `https://leafandkettle.webhook.office.example/webhookb2/${name}` }]
  }
  const mail = { type: 'email', value: mailList(seed, index, branch, domain) }
  return [mail, mail]
}

/** A subscription nothing is wrong with. Number 0 is the newest; every topic comes at every cadence, then for every branch. */
export function ordinarySubscription(index: number, options: OrdinaryOptions): SubscriptionFacts {
  const { seed, count, anchor, firstId, topics, domain } = options
  const topic = inTurn(topics, index)
  const round = Math.floor(index / topics.length)
  const cadence = inTurn(cadences, round)
  const branch = Math.floor(round / cadences.length)
  const age = ((index + part(seed, index, purposes.age)) / count) * (oldest - youngest)
  const createdAt = Math.floor(anchor - youngest - age)
  const midnight = Math.floor(createdAt / day) * day
  const start =
    midnight + (1 + (mix(seed, index, purposes.start) % 6)) * day + cadence.hour(part(seed, index, purposes.hour)) * hour
  const [target, targetOnNewest] = targetsOf(seed, index, branch, topic, domain)
  const title = `${cadence.name} ${topic.subject}${branch === 0 ? '' : `, branch ${branch}`}`
  return {
    id: firstId + count - 1 - index,
    createdAt,
    owner: choose(colleagues, part(seed, index, purposes.owner)),
    title: mix(seed, index, purposes.untitled) % 9 === 0 ? null : title,
    topic,
    prompt: null,
    target,
    targetOnNewest,
    integrationId: target.type === 'slack' ? 71 : null,
    schedule: {
      frequency: 'weekly',
      interval: 1,
      byweekday: null,
      bysetpos: null,
      count: null,
      until: null,
      ...cadence.rule,
      start,
    },
    zone: null,
    next: 'computed',
    enabled: true,
    deleted: false,
    stoppedAt: null,
    lastOutcome: 'all arrive',
    summaryEnabled: mix(seed, index, purposes.summary) % 14 === 0,
    overrides: {},
  }
}
