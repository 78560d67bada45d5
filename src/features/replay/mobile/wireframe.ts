import { isRecord } from '#lib/isRecord.ts'

/** One box of a mobile screen (posthog-api.md#j3-events-and-their-compression), with what is drawn of it. */
export type Wireframe = {
  id: number
  type: string
  fields: Record<string, unknown>
  children: Wireframe[]
}

/** IDs from here on are for nodes that no wireframe stands for. */
export const firstOwnId = 1_000_000_000_000_000

const maxDepth = 100

export function isWireframeId(id: unknown): id is number {
  return Number.isSafeInteger(id) && Number(id) >= 1 && Number(id) < firstOwnId
}

/** Pictures hold nothing else. */
export function mayHold({ type }: Pick<Wireframe, 'type'>): boolean {
  return type !== 'screenshot' && type !== 'image'
}

/** Null if it can't be drawn. Two wireframes with one ID would be one node, so `known` keeps the first. */
export function readWireframe(value: unknown, known: Set<number> = new Set(), depth = 0): Wireframe | null {
  if (!isRecord(value) || depth > maxDepth) return null
  const { id, type: named, childWireframes, ...fields } = value
  if (!isWireframeId(id) || known.has(id)) return null
  known.add(id)
  const type = typeof named === 'string' ? named : 'div'
  return { id, type, fields, children: mayHold({ type }) ? readWireframes(childWireframes, known, depth + 1) : [] }
}

export function readWireframes(list: unknown, known: Set<number> = new Set(), depth = 0): Wireframe[] {
  return Array.isArray(list) ? list.flatMap((one) => readWireframe(one, known, depth) ?? []) : []
}
