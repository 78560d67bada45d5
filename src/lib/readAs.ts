import * as v from 'valibot'

/** The value as the schema parses it; undefined if it does not match. */
export function readAs<T>(schema: v.GenericSchema<unknown, T>, value: unknown): T | undefined {
  const read = v.safeParse(schema, value)
  return read.success ? read.output : undefined
}
