import * as v from 'valibot'

/** A value as its schema reads it; undefined where it does not. */
export function readAs<T>(schema: v.GenericSchema<unknown, T>, value: unknown): T | undefined {
  const read = v.safeParse(schema, value)
  return read.success ? read.output : undefined
}
