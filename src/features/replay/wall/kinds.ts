/**
 * What is known of the nodes of a tab by their ids, as bits. Later changes name a node by its id alone, and ids may be used
 * twice on purpose: so bits are only ever added, and a change is judged by the worst that its node has ever been.
 */
export const nodeKind = {
  frame: 1,
  /** What leads elsewhere on a click. */
  link: 2,
  /** Its text is a style sheet. */
  style: 4,
  /** The text of one. */
  styleText: 8,
  media: 16,
  /** Its children are left out. */
  emptied: 32,
  /** Shows or applies what its `href` names, as `<use>` does. */
  shows: 64,
  animation: 128,
  document: 256,
} as const

export type NodeKinds = Map<number, number>

/** Adds what a node is to what its id has been. */
export function note(kinds: NodeKinds, id: number, bits: number): void {
  if (bits !== 0) kinds.set(id, (kinds.get(id) ?? 0) | bits)
}

export function has(bits: number | undefined, kind: number): boolean {
  return ((bits ?? 0) & kind) !== 0
}
