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
  withoutChildren: 32,
  /** Shows or applies what its `href` names, as `<image>` and style sheets do. */
  loadsHref: 64,
  document: 128,
} as const

/**
 * The nodes of a tab since its last full snapshot. `pillars` are those without which a page falls: its documents, and their html,
 * head and body, each with its parent.
 */
export type WindowNodes = { kinds: Map<number, number>; essentialNodes: Map<number, number | null> }

export function newWindowNodes(): WindowNodes {
  return { kinds: new Map(), essentialNodes: new Map() }
}

/** Adds what a node is to what its id has been. */
export function addKind({ kinds }: WindowNodes, id: number, kind: number): void {
  if (kind !== 0) kinds.set(id, (kinds.get(id) ?? 0) | kind)
}

export function hasKind(kinds: number | undefined, kind: number): boolean {
  return ((kinds ?? 0) & kind) !== 0
}
