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
  /** Shows or applies what its `href` names, as `<image>` and style sheets do. */
  shows: 64,
  document: 128,
} as const

/**
 * The nodes of a tab since its last full snapshot. `pillars` are those without which a page falls: its documents, and their html,
 * head and body, each with its parent.
 */
export type TabNodes = { kinds: Map<number, number>; pillars: Map<number, number | null> }

export function newTabNodes(): TabNodes {
  return { kinds: new Map(), pillars: new Map() }
}

/** Adds what a node is to what its id has been. */
export function note({ kinds }: TabNodes, id: number, bits: number): void {
  if (bits !== 0) kinds.set(id, (kinds.get(id) ?? 0) | bits)
}

export function has(bits: number | undefined, kind: number): boolean {
  return ((bits ?? 0) & kind) !== 0
}
