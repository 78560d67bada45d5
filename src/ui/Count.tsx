import { EmptyValue } from './EmptyValue.tsx'
import { formatNumber } from '#lib/format.ts'

/** A number of things: none is a quiet dash, unknown is a question mark and never 0. */
export function Count({ of, what }: { of: number | null; what: string }) {
  if (of === null) return <EmptyValue meaning={`${what} unknown`} unknown />
  if (of === 0) return <EmptyValue meaning={`0 ${what}`} />
  return formatNumber(of)
}
