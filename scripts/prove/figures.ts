/** `isAsStated` compares with what README and docs/threat-model.md say. */
export type Figure = { name: string; measured: string; isAsStated: boolean }

/** A figure that must be 0; `details` say what was found. */
export function zero(name: string, count: number, details: Iterable<string> = []): Figure {
  const what = [...details].join(', ')
  return { name, measured: count > 0 && what ? `${count}: ${what}` : String(count), isAsStated: count === 0 }
}

/** A limit that is stated as such: it is measured, and fails nothing. */
export function limit(name: string, measured: string): Figure {
  return { name, measured, isAsStated: true }
}

export function tableOf(figures: readonly Figure[]): string {
  const width = Math.max(...figures.map(({ name }) => name.length))
  return figures
    .map(({ name, measured, isAsStated }) => `${isAsStated ? ' ' : '!'} ${name.padEnd(width)}  ${measured}`)
    .join('\n')
}
