import { useSearchParams } from 'react-router-dom'
import type * as z from '#lib/zod.ts'

type Search = Record<string, string | number>

/**
 * Typed state in the address. `schema` reads the parameters and must not throw, whatever they hold; a value that equals the
 * schema's reading of an empty address is left out of it. Each change is a step that Back undoes. Parameters that the schema
 * does not name stay as they are.
 */
export function useSearch<T extends Search>(schema: z.ZodMiniType<T>): [T, (change: Partial<T>) => void] {
  const [params, setParams] = useSearchParams()
  const search = schema.parse(Object.fromEntries(params))
  const defaults: Search = schema.parse({})
  function change(part: Partial<T>) {
    setParams((current) => {
      const next = new URLSearchParams(current)
      for (const [name, value] of Object.entries({ ...schema.parse(Object.fromEntries(current)), ...part })) {
        if (value === undefined || value === defaults[name]) next.delete(name)
        else next.set(name, String(value))
      }
      return next
    })
  }
  return [search, change]
}
