type Value = string | number

/** Reads one parameter of an address; what is absent reads as an empty text. Must not throw, whatever the text is. */
export type ParameterReader<T> = (text: string) => T

/** Reads an address's parameters as typed values. Never throws: a parameter that makes no sense is its default. */
export type SearchReader<T extends Record<string, Value>> = {
  readonly defaults: T
  read: (params: URLSearchParams) => T
}

/** The typed reading of an address, a reader a parameter. */
export function searchReader<T extends Record<string, Value>>(readers: { [Name in keyof T]: ParameterReader<T[Name]> }) {
  function read(params: URLSearchParams): T {
    const values = Object.entries<ParameterReader<Value>>(readers).map(([name, reader]) => [name, reader(params.get(name) ?? '')])
    // Each name has its own reader, so that each value is of its type.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    return Object.fromEntries(values) as T
  }
  return { defaults: read(new URLSearchParams()), read } satisfies SearchReader<T>
}

/** What a reader of an address gives. */
export type SearchOf<Reader> = Reader extends { defaults: infer T } ? T : never

/** Text without space around it, cut at `most` characters. */
export function textParam(maxLength: number): ParameterReader<string> {
  return (text) => text.trim().slice(0, maxLength)
}

/** One of the texts given; the first one where it is none of them. */
export function choiceParam<const T extends string>(first: T, ...others: readonly T[]): ParameterReader<T> {
  return (text) => [first, ...others].find((one) => one === text) ?? first
}
