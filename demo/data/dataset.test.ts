import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createProjects } from './projects.ts'
import type { Dataset } from './dataset.ts'
import { endOf } from './recordingFacts.ts'
import { day } from './timeline.ts'

const anchor = Date.UTC(2026, 8, 17, 12)

function shopOf(count: number, seed = 5): Dataset {
  const [, shop] = createProjects({ countSubscriptions: 0, count, seed }, anchor, [])
  if (shop === undefined) throw new Error('There is no shop.')
  return shop.dataset
}

const shop = shopOf(1500)
const positions = Array.from({ length: shop.total }, (_, position) => position)
const all = positions.map((position) => shop.factsAt(position))

test('holds as many recordings as were asked for, newest first, each under an id of its own', () => {
  for (const count of [0, 1, 7, 40, 100, 1500]) expect(shopOf(count).total).toBe(count)
  const starts = all.map(({ startedAt }) => startedAt)
  expect(starts).toEqual(starts.toSorted((one, other) => other - one))
  expect(new Set(all.map(({ id }) => id)).size).toBe(1500)
})

test('finds every recording by its id, and none by the id of another project', () => {
  const [, , app] = createProjects({ countSubscriptions: 0, count: 1500, seed: 5 }, anchor, [])
  for (const position of positions) expect(shop.positionOf(all[position]?.id ?? '')).toBe(position)
  for (const { id } of all) expect(app?.dataset.positionOf(id)).toBeNull()
})

test('says the same about a recording in every way', () => {
  for (const position of positions) {
    expect(shop.startAt(position)).toBe(all[position]?.startedAt)
    expect(shop.idAt(position)).toBe(all[position]?.id)
    expect(shop.distinctIdAt(position)).toBe(all[position]?.distinctId)
    expect(shop.measureAt(position, 'clickCount')).toBe(all[position]?.activity.clickCount)
    expect(shop.measureAt(position, 'activityScore')).toBe(all[position]?.activity.activityScore)
  }
})

test('the same seed makes the same recordings, another one others', () => {
  const ids = (dataset: Dataset) => Array.from({ length: 200 }, (_, position) => dataset.factsAt(position + 800))
  expect(ids(shopOf(1500))).toEqual(ids(shop))
  expect(ids(shopOf(1500, 6))).not.toEqual(ids(shop))
})

test('a range of time is exactly what started in it, both ends included', () => {
  const any = fc.integer({ min: anchor - 91 * day, max: anchor + day })
  const instant = fc.oneof(any, fc.constantFrom(...all.map(({ startedAt }) => startedAt)))
  fc.assert(
    fc.property(instant, instant, (from, to) => {
      fc.pre(from <= to)
      const { first, end } = shop.within(from, to)
      const inside = positions.filter((position) => shop.startAt(position) >= from && shop.startAt(position) <= to)
      expect(positions.slice(first, end)).toEqual(inside)
    }),
  )
})

test('counts are plausible: active and inactive time make the duration, and everything has ended but three', () => {
  for (const { activity, startedAt, isOngoing } of all) {
    if (activity.durationSeconds === null) continue
    expect(Number(activity.activeSeconds) + Number(activity.inactiveSeconds)).toBe(activity.durationSeconds)
    expect(activity.activeSeconds).toBeLessThanOrEqual(activity.durationSeconds)
    for (const count of Object.values(activity)) expect(count).toBeGreaterThanOrEqual(0)
    expect(endOf({ startedAt, activity })).toBeLessThanOrEqual(anchor)
    expect(endOf({ startedAt, activity })).toBeLessThan(isOngoing ? anchor : anchor - 1)
  }
  expect(all.slice(0, 2).every(({ isOngoing }) => isOngoing)).toBe(true)
  expect(all.filter(({ isOngoing }) => isOngoing)).toHaveLength(3)
})

test('looks like a project: many known people, several visits of some, gaps everywhere', () => {
  const share = (of: (facts: (typeof all)[number]) => boolean) => all.filter(of).length / all.length
  expect(share(({ person }) => person?.kind === 'identified')).toBeGreaterThan(0.45)
  expect(share(({ person }) => person?.kind === 'identified')).toBeLessThan(0.65)
  expect(share(({ person }) => person === null)).toBeGreaterThan(0.01)
  expect(share(({ isViewed }) => isViewed)).toBeGreaterThan(0.24)
  expect(share(({ isViewed }) => isViewed)).toBeLessThan(0.36)
  expect(share(({ activity }) => activity.consoleErrorCount === 0)).toBeGreaterThan(0.6)
  expect(new Set(all.map(({ person }) => person?.uuid)).size).toBeLessThan(0.4 * all.length)
  expect(all.some(({ visit }) => (visit.startUrl?.length ?? 0) > 1500)).toBe(true)
  expect(all.some(({ id }) => !/^[0-9a-f]{8}-/.test(id))).toBe(true)
})

test('people are found by every one of their ids', () => {
  const { people } = shop.generator
  for (let person = 0; person < people.count; person += 1) {
    const { uuid, distinctIds } = people.factsOf(person)
    expect(people.byUuid(uuid)).toBe(person)
    for (const [slot, distinctId] of distinctIds.entries()) expect(people.byDistinctId(distinctId)).toEqual({ person, slot })
  }
  const { uuid, distinctIds } = people.factsOf(3)
  expect(people.byUuid(uuid.replace(/^./, 'f'))).toBeNull()
  for (const distinctId of distinctIds) expect(people.byDistinctId(`${distinctId}0`)).toBeNull()
  fc.assert(fc.property(fc.string(), (text) => people.byDistinctId(text) === null && people.byUuid(text) === null))
})
