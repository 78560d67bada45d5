import { expect, test } from 'vitest'
import { labelPlaces, stackedValues } from './chartData.ts'

test('a stack adds up, and a gap adds nothing', () => {
  const series = [
    { name: 'a', values: [1, null, 3] },
    { name: 'b', values: [10, 20, null] },
  ]
  expect(stackedValues(series)).toEqual([
    [1, 0, 3],
    [11, 20, 3],
  ])
})

test('labels are spread so that they fit', () => {
  expect(labelPlaces(30, 10)).toEqual([0, 3, 6, 9, 12, 15, 18, 21, 24, 27])
  expect(labelPlaces(3, 10)).toEqual([0, 1, 2])
  expect(labelPlaces(0, 10)).toEqual([])
})
