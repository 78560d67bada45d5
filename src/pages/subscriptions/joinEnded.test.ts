import * as v from 'valibot'
import { expect, test } from 'vitest'
import { Subscription } from '#api/subscriptions/subscriptions.ts'
import { joinEnded } from './joinEnded.ts'

function rows(...ids: number[]): Subscription[] {
  return ids.map((id) => v.parse(Subscription, { id: Math.abs(id), deleted: id < 0 }))
}

const all = rows(...Array.from({ length: 300 }, (_, index) => index + 1))

// Negative IDs are ended.
test.each([
  ['ended ones are added', rows(1, 2), rows(-3, -4), ['3', '4'], false],
  ['one that was ended here stands in both, and is added once', rows(1, -2, 5), rows(-2, -3), ['3'], false],
  ['the only one, ended here', rows(-1), rows(-1), [], false],
  ['one that was brought back here stays', rows(1, 2), rows(3), ['3'], false],
  ['one that was brought back and is walked by now', rows(1, 2, 3, 4), rows(3), [], false],
  ['a server that ignores the wish gives all once more', rows(1, 2, 3), rows(1, 2, 3), [], true],
  ['and one that was made in between', rows(1, 2, 3), rows(1, 2, 3, 4), [], true],
  ['and one that was ended here', rows(1, 2, -3), rows(1, 2, -3), [], true],
  ['and no more than its first page was asked for', all, all.slice(0, 100), [], true],
  ['no ended ones', rows(1, 2), [], [], false],
  ['nothing at all', [], [], [], false],
] as const)('%s', (_name, listed, ended, ids, isUnsupported) => {
  const joined = joinEnded(listed, ended)
  expect(joined.more.map(({ id }) => id)).toEqual(ids)
  expect(joined.isUnsupported).toBe(isUnsupported)
})
