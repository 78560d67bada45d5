import { EmptyValue } from './EmptyValue.tsx'
import { formatNumber } from '#lib/format.ts'

/** A number; a dash for 0, a question mark for unknown. */
export function Count({ of, what }: { of: number | null; what: string }) {
  if (of === null) return <EmptyValue meaning={`${what} unknown`} unknown />
  if (of === 0) return <EmptyValue meaning={`0 ${what}`} />
  return formatNumber(of)
}
