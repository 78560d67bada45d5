/** An error in the text. `from` and `to` count UTF-16 units, as CodeMirror does. */
export type Fault = { from: number; to: number; message: string }

/** Lines and columns count from 1. */
export function positionMessage(text: string, { from }: Fault): string {
  const lines = text.slice(0, from).split('\n')
  return `Line ${lines.length}, column ${(lines.at(-1) ?? '').length + 1}`
}
