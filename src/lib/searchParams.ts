type Value = string | number

/** Reads one search parameter; an absent one is an empty text. Must not throw. */
export type ParameterReader<T> = (text: string) => T

/** Reads search parameters as typed values. Never throws: an invalid one is its default. */
export type SearchReader<T extends Record<string, Value>> = {
  readonly defaults: T
  read: (params: URLSearchParams) => T
}

export function searchReader<T extends Record<string, Value>>(readers: { [Name in keyof T]: ParameterReader<T[Name]> }) {
  function read(params: URLSearchParams): T {
    const values = Object.entries<ParameterReader<Value>>(readers).map(([name, reader]) => [name, reader(params.get(name) ?? '')])
    // Each name has its own reader, so that each value is of its type.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    return Object.fromEntries(values) as T
  }
  return { defaults: read(new URLSearchParams()), read } satisfies SearchReader<T>
}

export type SearchOf<Reader> = Reader extends { defaults: infer T } ? T : never

/** Trimmed text of at most `maxLength` characters. */
export function textParam(maxLength: number): ParameterReader<string> {
  return (text) => text.trim().slice(0, maxLength)
}

/** One of the given texts; the first one for anything else. */
export function choiceParam<const T extends string>(first: T, ...others: readonly T[]): ParameterReader<T> {
  return (text) => [first, ...others].find((one) => one === text) ?? first
}
