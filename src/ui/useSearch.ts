import { useMemo } from 'react'
import { useSearchParams } from 'react-router-dom'
import type * as z from '#lib/zod.ts'

type Search = Record<string, string | number>

/** An address's parameters with some of them changed; what equals the schema's reading of an empty address is left out. */
export function writeSearch<T extends Search>(
  schema: z.ZodMiniType<T>,
  current: URLSearchParams,
  part: Partial<T>,
): URLSearchParams {
  const defaults: Search = schema.parse({})
  const next = new URLSearchParams(current)
  for (const [name, value] of Object.entries({ ...schema.parse(Object.fromEntries(current)), ...part })) {
    if (value === undefined || value === defaults[name]) next.delete(name)
    else next.set(name, String(value))
  }
  return next
}

/**
 * Typed state in the address. `schema` reads the parameters and must not throw, whatever they hold; a default is left out of
 * the address. Each change is a step that Back undoes. Parameters that the schema does not name stay as they are.
 */
export function useSearch<T extends Search>(schema: z.ZodMiniType<T>): [T, (change: Partial<T>) => void] {
  const [params, setParams] = useSearchParams()
  const search = useMemo(() => schema.parse(Object.fromEntries(params)), [schema, params])
  // The router draws a change a moment after it has made it. What it hands over until then is the address before, so a second
  // change in that moment would undo the first: the browser's own address is the true one.
  const change = (part: Partial<T>) => setParams(() => writeSearch(schema, new URLSearchParams(window.location.search), part))
  return [search, change]
}
