import { type ParameterReader, type SearchOf, searchReader } from '#lib/searchParams.ts'

function cut(maxLength: number): ParameterReader<string> {
  return (text) => text.slice(0, maxLength)
}

/** `search` filters properties, `value` filters the values of `property`. */
export const propertiesSearch = searchReader({ search: cut(200), type: cut(40), property: cut(400), value: cut(200) })
export type PropertiesSearch = SearchOf<typeof propertiesSearch>
