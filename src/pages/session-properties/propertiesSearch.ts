import * as z from '#lib/zod.ts'

function text(most: number) {
  return z.pipe(
    z.catch(z.string(), ''),
    z.transform((value) => value.slice(0, most)),
  )
}

/** The screen's place in its address: what is searched, the type, the chosen property, and what is searched in its values. */
export const PropertiesSearch = z.object({ search: text(200), type: text(40), property: text(400), value: text(200) })
export type PropertiesSearch = z.infer<typeof PropertiesSearch>
