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
  ['ended subscriptions are added', rows(1, 2), rows(-3, -4), ['3', '4'], false],
  ['one ended in this session is in both, and added once', rows(1, -2, 5), rows(-2, -3), ['3'], false],
  ['the only one, ended in this session', rows(-1), rows(-1), [], false],
  ['one brought back in this session stays', rows(1, 2), rows(3), ['3'], false],
  ['one brought back and listed by now', rows(1, 2, 3, 4), rows(3), [], false],
  ['a server that ignores the parameter returns the regular list', rows(1, 2, 3), rows(1, 2, 3), [], true],
  ['with one created in between', rows(1, 2, 3), rows(1, 2, 3, 4), [], true],
  ['with one ended in this session', rows(1, 2, -3), rows(1, 2, -3), [], true],
  ['with its first page only', all, all.slice(0, 100), [], true],
  ['no ended subscriptions', rows(1, 2), [], [], false],
  ['nothing at all', [], [], [], false],
] as const)('%s', (_name, listed, ended, ids, isUnsupported) => {
  const joined = joinEnded(listed, ended)
  expect(joined.more.map(({ id }) => id)).toEqual(ids)
  expect(joined.isUnsupported).toBe(isUnsupported)
})
