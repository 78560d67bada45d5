import { cleanup, render } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { ResultBody } from './ResultBody.tsx'

function show(result: { data?: string[]; isPending?: boolean; isError?: boolean }) {
  const { container } = render(
    <ResultBody
      result={{ data: undefined, isPending: false, isError: false, ...result }}
      loading="Loading names"
      failure={<p>No connection</p>}
      isEmpty={({ length }) => length === 0}
      empty={<p>No names yet</p>}
    >
      {(names) => <p>{names.join()}</p>}
    </ResultBody>,
  )
  return ['Loading names', 'No connection', 'No names yet', 'Ada'].filter((text) => container.innerHTML.includes(text))
}

afterEach(cleanup)

test('says that it loads, and nothing else', () => expect(show({ isPending: true })).toEqual(['Loading names']))

test('says why it failed', () => expect(show({ isError: true })).toEqual(['No connection']))

test('says that there is nothing', () => expect(show({ data: [] })).toEqual(['No names yet']))

test('shows its data', () => expect(show({ data: ['Ada'] })).toEqual(['Ada']))

test('a failed update keeps what was loaded', () =>
  expect(show({ data: ['Ada'], isError: true })).toEqual(['No connection', 'Ada']))
