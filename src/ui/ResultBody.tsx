import type { ReactNode } from 'react'
import { TableSkeleton } from './TableSkeleton.tsx'

type Props<Data> = {
  result: { data: Data | undefined; isPending: boolean; isError: boolean }
  /** What is said while it loads: "Loading receipts". */
  loading: string
  /** The shape of what comes; of any list by default. */
  shape?: ReactNode
  failure: ReactNode
  isEmpty: (data: Data) => boolean
  empty: ReactNode
  children: (data: Data) => ReactNode
}

/** What a query has to show: that it loads, why it failed, that there is nothing, or its data. A failed update keeps the data. */
export function ResultBody<Data>({ result, loading, shape, failure, isEmpty, empty, children }: Props<Data>) {
  const { data, isPending, isError } = result
  if (isPending) return <TableSkeleton label={loading}>{shape}</TableSkeleton>
  return (
    <>
      {isError && failure}
      {data !== undefined && (isEmpty(data) ? empty : children(data))}
    </>
  )
}
