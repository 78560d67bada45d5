import { expect, test } from 'vitest'
import type { Slice } from '#lib/slice.ts'
import { walkPages } from './walkPages.ts'

async function walked(pageOf: (slice: Slice) => number[]) {
  let requests = 0
  const ids: number[] = []
  try {
    const pages = walkPages(async (slice) => {
      requests += 1
      if (requests > 100) throw new Error('asked for ever')
      return { hasMore: requests < 20, rows: pageOf(slice).map((id) => ({ id })) }
    })
    for await (const { rows } of pages) ids.push(...rows.map(({ id }) => id))
    return { requests, ids, message: null }
  } catch (error) {
    return { requests, ids, message: error instanceof Error ? error.message : '' }
  }
}

test('a list ends where a server repeats a page or sends empty ones for ever, and what came stays', async () => {
  const repeated = await walked(() => [1, 2])
  expect(repeated).toMatchObject({ requests: 4, message: expect.stringContaining('more rows, but sends none') })
  expect(repeated.ids).toContain(2)
  expect((await walked(({ offset }) => (offset === 0 ? [1] : []))).requests).toBe(4)
})

test('a page that repeats the one before does not end a list that goes on', async () => {
  const { requests, message } = await walked(({ offset }) => [Math.floor(offset / 300)])
  expect({ requests, message }).toEqual({ requests: 20, message: null })
})
