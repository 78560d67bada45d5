import { useMemo } from 'react'
import { useSearchParams } from 'react-router-dom'
import type { SearchReader } from '#lib/searchParams.ts'

type Search = Record<string, string | number>

/** An address's parameters with some of them changed; what equals its default is left out. */
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

/**
 * Typed state in the address. A default is left out of the address. Each change is a step that Back undoes. Parameters that
 * the reader does not name stay as they are.
 */
export function useSearch<T extends Search>(reader: SearchReader<T>): [T, (change: Partial<T>) => void] {
  const [params, setParams] = useSearchParams()
  const search = useMemo(() => reader.read(params), [reader, params])
  // The router renders a change a moment after it was made, so a second change in that moment has to start from the browser's
  // own address.
  const change = (part: Partial<T>) => setParams(() => writeSearch(reader, new URLSearchParams(window.location.search), part))
  return [search, change]
}
