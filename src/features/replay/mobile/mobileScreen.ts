import { EventType, IncrementalSource } from '@rrweb/types'
import { isRecord } from '#lib/isRecord.ts'
import { drawScreen, drawWireframe, isPicture, pictureAttributes, screenId } from './drawWireframe.ts'
import { isWireframeId, mayHold, readWireframe, readWireframes, type Wireframe } from './wireframe.ts'

type Fields = Record<string, unknown>

/** The wireframes that a window shows now, by ID, and the one that holds each. Children change in place. */
export type MobileScreen = { all: Map<number, Wireframe>; parents: Map<number, number> }

export function newMobileScreen(): MobileScreen {
  return { all: new Map(), parents: new Map() }
}

function add(screen: MobileScreen, wireframe: Wireframe, parent: number): void {
  screen.parents.set(wireframe.id, parent)
  screen.all.set(wireframe.id, wireframe)
  for (const child of wireframe.children) {
    detach(screen, child.id)
    add(screen, child, wireframe.id)
  }
}

function forget(screen: MobileScreen, id: number): void {
  for (const child of screen.all.get(id)?.children ?? []) forget(screen, child.id)
  screen.all.delete(id)
  screen.parents.delete(id)
}

/** Returns the place that it had among its siblings; -1 if it wasn't there. */
function detach(screen: MobileScreen, id: number): number {
  const siblings = screen.all.get(screen.parents.get(id) ?? 0)?.children ?? []
  const place = siblings.findIndex((one) => one.id === id)
  if (place >= 0) siblings.splice(place, 1)
  forget(screen, id)
  return place
}

function showAll(screen: MobileScreen, list: unknown): Fields {
  const root: Wireframe = { id: screenId, type: 'div', fields: {}, children: readWireframes(list) }
  screen.all.clear()
  screen.parents.clear()
  screen.all.set(screenId, root)
  for (const wireframe of root.children) add(screen, wireframe, screenId)
  return drawScreen(root.children)
}

function ancestorsOf(parents: ReadonlyMap<number, number>, id: number): number[] {
  const parent = parents.get(id)
  return parent === undefined ? [] : [parent, ...ancestorsOf(parents, parent)]
}

/** Replaces a wireframe in its place, or adds one at the end. Returns its ID. */
function put(screen: MobileScreen, { wireframe: value, parentId }: Fields): number[] {
  const id = isRecord(value) && isWireframeId(value['id']) ? value['id'] : 0
  const named = isWireframeId(parentId) ? screen.all.get(parentId) : undefined
  const parent = screen.parents.get(id) ?? (named && mayHold(named) ? named.id : screenId)
  const wireframe = readWireframe(value, new Set([parent, ...ancestorsOf(screen.parents, parent)])) // nothing can hold itself
  if (!wireframe) return []
  const place = detach(screen, id)
  add(screen, wireframe, parent)
  const siblings = screen.all.get(parent)?.children ?? []
  siblings.splice(place < 0 ? siblings.length : place, 0, wireframe)
  return [id]
}

function recordsIn(list: unknown): Fields[] {
  return Array.isArray(list) ? list.filter(isRecord) : []
}

/** A wireframe that changed is drawn anew in its place; a single picture only changes what it shows, so that it doesn't flicker. */
function changeOf(screen: MobileScreen, { removes, updates, adds }: Fields): Fields {
  const before = { all: new Map(screen.all), parents: new Map(screen.parents) }
  for (const { id } of recordsIn(removes)) if (isWireframeId(id)) detach(screen, id)
  const changed = new Set([...recordsIn(updates), ...recordsIn(adds)].flatMap((one) => put(screen, one)))
  const outermost = [...changed].filter((id) => !ancestorsOf(screen.parents, id).some((ancestor) => changed.has(ancestor)))
  const shown = outermost.flatMap((id) => screen.all.get(id) ?? [])
  const isAlone = changed.size === 1 && recordsIn(removes).length === 0
  const isSamePicture = (now: Wireframe) => {
    const former = before.all.get(now.id)
    return isAlone && former !== undefined && isPicture(former) && isPicture(now)
  }
  const pictures = shown.filter(isSamePicture)
  const drawn = shown.filter((one) => !isSamePicture(one))
  const drawnIds = new Set(drawn.map(({ id }) => id))
  const isStale = (id: number) => drawnIds.has(id) || screen.parents.get(id) !== before.parents.get(id)
  const stale = [...before.all.keys()].filter((id) => isStale(id) && !ancestorsOf(before.parents, id).some(isStale))
  return {
    source: IncrementalSource.Mutation,
    texts: [],
    removes: stale.map((id) => ({ id, parentId: before.parents.get(id) })),
    attributes: pictures.map((one) => ({ id: one.id, attributes: pictureAttributes(one) })),
    adds: drawn.map((one) => {
      const parentId = screen.parents.get(one.id) ?? screenId
      const siblings = screen.all.get(parentId)?.children ?? []
      return {
        parentId,
        nextId: siblings[siblings.findIndex(({ id }) => id === one.id) + 1]?.id ?? null,
        node: drawWireframe(one),
      }
    }),
  }
}

/**
 * Turns a mobile screen, or a change of one, into an event that rrweb plays: pictures as pictures, everything else as boxes with
 * their texts (posthog-api.md#j3-events-and-their-compression). Null for other events. `screen` is what the window shows; it changes.
 */
export function drawMobileScreen(event: Fields, screen: MobileScreen): Fields | null {
  const { type, data } = event
  if (!isRecord(data)) return null
  if (type === EventType.FullSnapshot && 'wireframes' in data) {
    return { ...event, data: { node: showAll(screen, data['wireframes']), initialOffset: { top: 0, left: 0 } } }
  }
  if (type !== EventType.IncrementalSnapshot || data['source'] !== IncrementalSource.Mutation) return null
  const changes = [...recordsIn(data['updates']), ...recordsIn(data['adds'])]
  return screen.all.size > 0 || changes.some((change) => 'wireframe' in change)
    ? { ...event, data: changeOf(screen, data) }
    : null
}
