import { newStyleTexts, type StyleTexts } from './styleTexts.ts'
import { newUseGraph, type UseGraph } from './uses.ts'

/**
 * Kinds of a node by ID, as bits. Mutations name nodes only by ID, and IDs may be reused on purpose. So kinds are only added, and
 * a change is checked against every kind the ID ever had.
 */
export const nodeKind = {
  frame: 1,
  link: 2,
  style: 4,
  styleText: 8,
  media: 16,
  withoutChildren: 32,
  /** Loads its `href`, like `<image>` and style sheets. */
  loadsHref: 64,
  document: 128,
} as const

/**
 * Nodes of a window since its last full snapshot. `essentialNodes` are its documents and their html, head and body, with their
 * parents.
 */
export type WindowNodes = {
  kinds: Map<number, number>
  essentialNodes: Map<number, number | null>
  styleTexts: StyleTexts
  uses: UseGraph
}

export function newWindowNodes(): WindowNodes {
  return { kinds: new Map(), essentialNodes: new Map(), styleTexts: newStyleTexts(), uses: newUseGraph() }
}

export function addKind({ kinds }: WindowNodes, id: number, kind: number): void {
  if (kind !== 0) kinds.set(id, (kinds.get(id) ?? 0) | kind)
}

export function hasKind(kinds: number | undefined, kind: number): boolean {
  return ((kinds ?? 0) & kind) !== 0
}
