import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { linkEnd } from '#storage/activityLog.ts'
import { changeOf, wasPublic } from './compareScans.ts'
import { highFrom, mediumFrom, riskOf } from './risk.ts'
import { countChanges, sortShares, matchesFilter, type ShareFilter, shareOrders, sharesOf } from './inventoryView.ts'
import { localDay } from '#lib/localDay.ts'
import { proposedUntil, reviewState } from './reviewState.ts'
import { type Review } from '#storage/review.ts'
import { checkedCount, remainingCount } from '#storage/scan.ts'
import { changes, type ShareRow } from '#storage/shareRow.ts'

const now = Date.UTC(2026, 8, 17, 12)
const dayMs = 86_400_000

const instant = fc.integer({ min: now - 2000 * dayMs, max: now + 5 * dayMs }).map((time) => new Date(time).toISOString())
const nullableText = fc.option(fc.string({ maxLength: 12 }), { nil: null })
const row: fc.Arbitrary<ShareRow> = fc.record({
  scanId: fc.constant('scan'),
  id: fc.uuid(),
  state: fc.constantFrom('public', 'closed', 'failed'),
  token: fc.option(fc.stringMatching(/^[\w-]{30}$/), { nil: null }),
  sharedSince: fc.option(instant, { nil: null }),
  hasPassword: fc.option(fc.boolean(), { nil: null }),
  showsInspector: fc.boolean(),
  details: fc.option(
    fc.record({
      person: nullableText,
      email: fc.option(fc.emailAddress(), { nil: null }),
      startTime: fc.option(instant, { nil: null }),
      durationSeconds: fc.constant(1),
      consoleErrors: fc.option(fc.nat(9), { nil: null }),
      expiresAt: fc.option(instant, { nil: null }),
    }),
    { nil: null },
  ),
  isListed: fc.constant(true),
  distinctId: nullableText,
  startTime: fc.option(instant, { nil: null }),
  checkedAt: instant,
  change: fc.option(fc.constantFrom(...changes), { nil: null }),
  isClosedHere: fc.boolean(),
  why: fc.constant(null),
})
const rows = fc.uniqueArray(row, { selector: ({ id }) => id, maxLength: 30 })

function sample(): ShareRow {
  const [one] = fc.sample(row, 1)
  if (!one) throw new Error('There is always one.')
  return one
}

const all: ShareFilter = { change: '', password: '', review: '', risk: '', age: '', text: '' }

function reviewOf({ id, token, sharedSince }: ShareRow, until: string): Review {
  const key = { connectionId: 'c', projectId: '1' }
  return { ...key, id, until, because: '', linkEnd: linkEnd(token), sharedSince, decidedAt: '2026-01-01T00:00:00.000Z' }
}

test('links are filtered and sorted by age; one of unknown age is never older', () => {
  const since = (days: number | null) => (days === null ? null : new Date(now - days * dayMs).toISOString())
  const aged = [31, null, 30, 400].map((days) => ({ ...sample(), state: 'public' as const, sharedSince: since(days) }))
  const shares = sharesOf(aged, [], [], now)
  expect(shares.filter((share) => matchesFilter(share, { ...all, age: '30' })).map(({ age }) => age)).toEqual([31, 400])
  expect(sortShares(shares, 'age', 'descending').map(({ age }) => age)).toEqual([400, 31, 30, null])
})

test('a review is proposed for a quarter, but never beyond the recording', () => {
  const at = (days: number) => new Date(now + days * dayMs).toISOString()
  expect([null, at(200), at(12), at(-3), 'never'].map((expiry) => proposedUntil(now, expiry))).toEqual(
    [90, 90, 12, 0, 90].map((days) => localDay(now + days * dayMs)),
  )
})

test('a link closed since the scan counts as public in it', () => {
  const was = (part: Pick<ShareRow, 'state' | 'isClosedHere'>) => wasPublic({ ...sample(), ...part })
  expect(was({ state: 'public', isClosedHere: false })).toBe(true)
  expect(was({ state: 'closed', isClosedHere: true })).toBe(true)
  expect(was({ state: 'closed', isClosedHere: false })).toBe(false)
  expect(was({ state: 'failed', isClosedHere: false })).toBe(false)
})

describe('risk', () => {
  test('points are the sum of the reasons, and the level follows from them', () => {
    fc.assert(
      fc.property(row, (one) => {
        const { points, level, reasons } = riskOf(one, ['example.com'], now)
        expect(points).toBe(reasons.reduce((sum, reason) => sum + reason.points, 0))
        expect(level).toBe(points >= highFrom ? 'high' : points >= mediumFrom ? 'medium' : 'low')
      }),
    )
  })

  test('each reason has the points and thresholds of the rule', () => {
    const details = { person: null, email: null, startTime: null, durationSeconds: 1, consoleErrors: 0, expiresAt: null }
    const safe: ShareRow = { ...sample(), hasPassword: true, sharedSince: null, showsInspector: false, details }
    const points = (changed: Partial<ShareRow>) => riskOf({ ...safe, ...changed }, ['example.com'], now).points
    const since = (days: number) => points({ sharedSince: new Date(now - days * dayMs).toISOString() })
    expect(points({})).toBe(0)
    expect([points({ hasPassword: false }), points({ hasPassword: null })]).toEqual([3, 3])
    expect([30, 31, 90, 91, 365, 366].map(since)).toEqual([0, 1, 1, 2, 2, 3])
    expect(since(-5)).toBe(0)
    expect([0, 1, 9].map((consoleErrors) => points({ details: { ...details, consoleErrors } }))).toEqual([0, 1, 1])
    expect(points({ details: { ...details, consoleErrors: null } })).toBe(0)
    const emails = ['ada@example.com', 'ada@elsewhere.example']
    expect(emails.map((email) => points({ details: { ...details, email } }))).toEqual([0, 2])
    expect(points({ showsInspector: true })).toBe(1)
    expect([highFrom, mediumFrom]).toEqual([5, 3])
  })

  test('a password, a newer link and a known domain never make a share riskier', () => {
    fc.assert(
      fc.property(row, fc.nat(500), (one, days) => {
        const points = (changed: Partial<ShareRow>, domains: string[] = ['example.com']) =>
          riskOf({ ...one, ...changed }, domains, now).points
        expect(points({ hasPassword: true })).toBeLessThanOrEqual(points({ hasPassword: false }))
        expect(points({ hasPassword: null })).toBe(points({ hasPassword: false }))
        const since = (age: number) => ({ sharedSince: new Date(now - age * dayMs).toISOString() })
        expect(points(since(days))).toBeLessThanOrEqual(points(since(days + 100)))
        const own = one.details?.email?.split('@').at(-1)
        if (own) expect(points({}, [own.toLowerCase()])).toBeLessThanOrEqual(points({}, ['nobody.example']))
      }),
    )
  })

  test('a link from the future, because of a wrong clock, is new', () => {
    const since = new Date(now + 900 * dayMs).toISOString()
    const [share] = sharesOf([{ ...sample(), state: 'public', sharedSince: since }], [], [], now)
    expect(share?.age).toBe(0)
  })
})

describe('order', () => {
  test('every order contains every share once, and pages never overlap', () => {
    fc.assert(
      fc.property(rows, fc.constantFrom(...shareOrders), fc.boolean(), (some, by, isUp) => {
        const shares = sharesOf(some, [], [], now)
        const direction = isUp ? 'ascending' : 'descending'
        const ordered = sortShares(shares, by, direction).map((share) => share.row.id)
        expect(ordered.toSorted()).toEqual(shares.map((share) => share.row.id).toSorted())
        expect(sortShares(shares.toReversed(), by, direction).map((share) => share.row.id)).toEqual(ordered)
      }),
    )
  })

  test('by risk overdue reviews come first, then points, then the oldest link', () => {
    fc.assert(
      fc.property(rows, fc.array(fc.boolean(), { minLength: 30, maxLength: 30 }), (some, overdue) => {
        const reviews = some.filter((_, index) => overdue[index]).map((one) => reviewOf(one, '2026-09-16'))
        const ordered = sortShares(sharesOf(some, reviews, [], now), 'risk', 'descending')
        const ranks = ordered.map((share) => (share.reviewState === 'overdue' ? 1000 : 0) + share.risk.points)
        expect(ranks).toEqual(ranks.toSorted((one, other) => other - one))
        for (const [index, share] of ordered.entries()) {
          const next = ordered[index + 1]
          if (!next || ranks[index] !== ranks[index + 1] || !share.row.sharedSince || !next.row.sharedSince) continue
          expect(share.row.sharedSince <= next.row.sharedSince).toBe(true)
        }
      }),
    )
  })
})

describe('filters', () => {
  test('each count of changes equals the number of rows its filter shows', () => {
    fc.assert(
      fc.property(rows, (some) => {
        const shares = sharesOf(some, [], [], now)
        const counts = countChanges(some)
        for (const change of changes) {
          expect(shares.filter((share) => matchesFilter(share, { ...all, change }))).toHaveLength(counts[change])
        }
        const open = some.filter(({ state }) => state === 'public')
        expect(shares.filter((share) => matchesFilter(share, all))).toHaveLength(open.length)
      }),
    )
  })

  test('password, risk and review filters partition the shares', () => {
    fc.assert(
      fc.property(rows, (some) => {
        const shares = sharesOf(some, [], [], now)
        const count = (filter: Partial<ShareFilter>) =>
          shares.filter((share) => matchesFilter(share, { ...all, ...filter })).length
        expect(count({ password: 'with' }) + count({ password: 'without' })).toBe(count({}))
        expect(count({ risk: 'high' }) + count({ risk: 'medium' }) + count({ risk: 'low' })).toBe(count({}))
        expect(count({ review: 'none' }) + count({ review: 'kept' }) + count({ review: 'overdue' })).toBe(count({}))
      }),
    )
  })

  test('search finds persons, IDs and link endings, but not full tokens', () => {
    fc.assert(
      fc.property(row, (one) => {
        const [share] = sharesOf([{ ...one, state: 'public' }], [], [], now)
        if (!share) throw new Error('A public row is a share.')
        expect(matchesFilter(share, { ...all, text: one.id.slice(3, 12).toUpperCase() })).toBe(true)
        if (one.token) expect(matchesFilter(share, { ...all, text: one.token.slice(-4) })).toBe(true)
        if (one.token) expect(matchesFilter(share, { ...all, text: one.token })).toBe(false)
      }),
    )
  })
})

describe('comparison', () => {
  const sharing = fc.record({
    enabled: fc.boolean(),
    userAccessLevel: fc.constant(null),
    accessToken: fc.constantFrom('one', 'other'),
    createdAt: fc.option(fc.date({ min: new Date(now - 9 * dayMs), max: new Date(now), noInvalidDate: true }), { nil: null }),
  })

  test('every recording has exactly one kind of change', () => {
    fc.assert(
      fc.property(row, sharing, fc.boolean(), fc.boolean(), (one, answer, wasThere, isLost) => {
        const before = { ...one, token: 'one' }
        const startedAt = new Date(now - 4 * dayMs).toISOString()
        const known = new Map(wasThere && !isLost ? [[one.id, before]] : [])
        const change = changeOf({ rows: known, unreadable: new Set(isLost ? [one.id] : []), startedAt }, one.id, answer)
        if (isLost) expect(change).toBe(answer.enabled ? 'unknown' : null)
        else if (!answer.enabled) expect(change).toBe(wasThere ? 'closed' : null)
        else if (wasThere) expect(change).toBe(answer.accessToken === 'one' ? 'unchanged' : 'link changed')
        else expect(change).toBe(answer.createdAt && answer.createdAt.toISOString() < startedAt ? 'found' : 'new')
        expect(changeOf(null, one.id, answer)).toBeNull()
      }),
    )
  })
})

describe('coverage', () => {
  test('seen equals checked plus remaining', () => {
    const part = fc.nat(100_000)
    fc.assert(
      fc.property(fc.record({ shared: part, notShared: part, gone: part, failed: part }), part, (parts, left) => {
        const counts = { ...parts, seen: parts.shared + parts.notShared + parts.gone + parts.failed + left }
        expect(remainingCount(counts)).toBe(left)
        expect(checkedCount(counts) + remainingCount(counts)).toBe(counts.seen)
      }),
    )
  })
})

describe('review', () => {
  test('it is overdue from the day after its date', () => {
    const one = { ...sample(), state: 'public' as const }
    const today = localDay(now)
    expect(reviewState(reviewOf(one, today), one, now)).toBe('kept')
    expect(reviewState(reviewOf(one, today), one, now + dayMs)).toBe('overdue')
    expect(reviewState(undefined, one, now)).toBe('none')
  })

  test('a review does not apply to another link', () => {
    const one = { ...sample(), token: 'a'.repeat(30) }
    const review = reviewOf(one, '2030-01-01')
    expect(reviewState(review, { ...one, token: 'b'.repeat(30) }, now)).toBe('lapsed')
    expect(reviewState(review, { ...one, sharedSince: '2026-02-02T00:00:00.000Z' }, now)).toBe('lapsed')
  })
})
