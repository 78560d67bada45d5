import { functions } from '../editor/hogqlKeywords.ts'
import { tables } from '../editor/tables.ts'

/** How many characters to add, remove or replace (Levenshtein), or `max` if it is at least that. */
function distance(one: string, other: string, max: number): number {
  if (Math.abs(one.length - other.length) >= max) return max
  let row = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= other.length; j += 1) {
      const isSame = one.charAt(i - 1) === other.charAt(j - 1)
      next.push(Math.min((row[j] ?? max) + 1, (next[j - 1] ?? max) + 1, (row[j - 1] ?? max) + (isSame ? 0 : 1)))
    }
    row = next
  }
  return Math.min(max, row[other.length] ?? max)
}

/** The known table, column or function that someone may have meant; null if none is close or several are as close. */
export function suggestName(name: string, text: string): string | null {
  const mentioned = tables.filter((table) => text.includes(table.name))
  const columns = (mentioned.length > 0 ? mentioned : tables).flatMap((table) => table.columns)
  const known = new Set([...columns, ...tables.map((table) => table.name), ...functions])
  if (known.has(name)) return null
  const max = Math.min(4, Math.floor(name.length / 3) + 1)
  const close = [...known].map((one) => ({ one, away: distance(name.toLowerCase(), one.toLowerCase(), max) }))
  const [best, second] = close.filter(({ away }) => away < max).toSorted((a, b) => a.away - b.away)
  return best === undefined || best.away === second?.away ? null : best.one
}
