/** Something wrong in the text, from `from` up to `to` in UTF-16 units, as the editor counts. */
export type Fault = { from: number; to: number; message: string }

/** Where a fault is, for people: lines and columns count from 1. */
export function positionMessage(text: string, { from }: Fault): string {
  const lines = text.slice(0, from).split('\n')
  return `Line ${lines.length}, column ${(lines.at(-1) ?? '').length + 1}`
}
