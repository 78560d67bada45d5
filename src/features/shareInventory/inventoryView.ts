import { knownPersonName } from '#api/recordings/personName.ts'
import { linkEnd } from '#storage/activityLog.ts'
import { ageDays, type Risk, riskOf } from './risk.ts'
import { type Review } from '#storage/review.ts'
import { reviewState, type ReviewState } from './reviewState.ts'
import type { Change, ShareRow } from '#storage/shareRow.ts'

/** A row with values computed for today. */
export type Share = {
  row: ShareRow
  risk: Risk
  age: number | null
  review: Review | undefined
  reviewState: ReviewState
}

export const shareOrders = ['risk', 'person', 'start', 'since', 'age', 'password', 'expiry', 'checked', 'review'] as const
export type ShareOrder = (typeof shareOrders)[number]
export type Direction = 'ascending' | 'descending'

/** Empty strings match everything. */
export type ShareFilter = {
  change: Change | ''
  password: 'with' | 'without' | ''
  review: Exclude<ReviewState, 'lapsed'> | ''
  risk: Risk['level'] | ''
  /** Days; matches older links. */
  age: string
  text: string
}

/** Failed rows are left out. `now` in milliseconds since 1970. */
export function sharesOf(
  rows: readonly ShareRow[],
  reviews: readonly Review[],
  ownDomains: readonly string[],
  now: number,
): Share[] {
  const byId = new Map(reviews.map((review) => [review.id, review]))
  return rows.flatMap((row) => {
    if (row.state === 'failed') return []
    const review = byId.get(row.id)
    return [
      { row, risk: riskOf(row, ownDomains, now), age: ageDays(row, now), review, reviewState: reviewState(review, row, now) },
    ]
  })
}

/** The person's name, otherwise an ID. */
export function personOf({ details, distinctId }: ShareRow): string | null {
  const { person: name = null, email = null } = details ?? {}
  return knownPersonName({ name, properties: { email }, distinctIds: [] }, distinctId)
}

/** Start of the recording (ISO), if known. */
export function startOf({ details, startTime }: ShareRow): string | null {
  return details?.startTime ?? startTime
}

/** Includes rows that were closed after the scan. */
function changeNow({ state, change }: ShareRow): Change | null {
  return state === 'closed' ? 'closed' : change
}

/** Closed links match only if the filter asks for them. */
export function matchesFilter({ row, risk, age, reviewState: state }: Share, filter: ShareFilter): boolean {
  if (filter.change === '' ? row.state !== 'public' : changeNow(row) !== filter.change) return false
  if (filter.password !== '' && (row.hasPassword === true) !== (filter.password === 'with')) return false
  if (filter.review !== '' && state !== filter.review && !(filter.review === 'none' && state === 'lapsed')) return false
  if (filter.age !== '' && !(age !== null && age > Number(filter.age))) return false
  if (filter.risk !== '' && risk.level !== filter.risk) return false
  const text = filter.text.trim().toLowerCase()
  const texts = [row.id, personOf(row), row.details?.email, row.distinctId, linkEnd(row.token)]
  return text === '' || texts.some((one) => one?.toLowerCase().includes(text))
}

type Value = string | number | null

const values: Record<ShareOrder, (share: Share) => Value> = {
  risk: ({ risk }) => risk.points,
  person: ({ row }) => personOf(row)?.toLowerCase() ?? null,
  start: ({ row }) => startOf(row),
  since: ({ row }) => row.sharedSince,
  age: ({ age }) => age,
  password: ({ row }) => (row.hasPassword === null ? null : Number(row.hasPassword)),
  expiry: ({ row }) => row.details?.expiresAt ?? null,
  checked: ({ row }) => row.checkedAt,
  review: ({ review }) => review?.until ?? null,
}

/** Unknown values sort last in both directions. */
function compareValues(one: Value, other: Value, sign: number): number {
  if (one === other) return 0
  if (one === null) return 1
  if (other === null) return -1
  return one < other ? -sign : sign
}

/** By risk, overdue reviews come first, then the oldest link. The ID breaks ties, so that pages never overlap. */
export function sortShares(shares: readonly Share[], by: ShareOrder, direction: Direction): Share[] {
  const sign = direction === 'ascending' ? 1 : -1
  const overdue = ({ reviewState: state }: Share) => (by === 'risk' && state === 'overdue' ? 0 : 1)
  return shares.toSorted(
    (one, other) =>
      overdue(one) - overdue(other) ||
      compareValues(values[by](one), values[by](other), sign) ||
      compareValues(one.row.sharedSince, other.row.sharedSince, 1) ||
      compareValues(one.row.id, other.row.id, 1),
  )
}

export type ChangeCounts = Record<Change, number>

export function countChanges(rows: readonly ShareRow[]): ChangeCounts {
  const counts: ChangeCounts = { new: 0, found: 0, 'link changed': 0, closed: 0, unchanged: 0, unknown: 0 }
  for (const row of rows) {
    const change = row.state === 'failed' ? null : changeNow(row)
    if (change) counts[change] += 1
  }
  return counts
}
