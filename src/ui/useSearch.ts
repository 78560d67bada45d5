import { useMemo } from 'react'
import { useSearchParams } from 'react-router-dom'
import type { SearchReader } from '#lib/searchParams.ts'

type Search = Record<string, string | number>

/** Changes some search parameters; leaves out those that equal their default. */
export function writeSearch<T extends Search>(
  { defaults, read }: SearchReader<T>,
  current: URLSearchParams,
  part: Partial<T>,
): URLSearchParams {
  const next = new URLSearchParams(current)
  for (const [name, value] of Object.entries({ ...read(current), ...part })) {
    if (value === undefined || value === defaults[name]) next.delete(name)
    else next.set(name, String(value))
  }
  return next
}

/** Typed state in the URL, without defaults. Each change is a history entry. Parameters that the reader doesn't name stay. */
export function useSearch<T extends Search>(reader: SearchReader<T>): [T, (change: Partial<T>) => void] {
  const [params, setParams] = useSearchParams()
  const search = useMemo(() => reader.read(params), [reader, params])
  // The router renders a change a moment later, so a second change in that moment must start from the browser's URL.
  const change = (part: Partial<T>) => setParams(() => writeSearch(reader, new URLSearchParams(window.location.search), part))
  return [search, change]
}
