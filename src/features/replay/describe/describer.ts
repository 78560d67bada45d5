import { EventType, IncrementalSource, type mouseInteractionData, MouseInteractions } from '@rrweb/types'
import { isRecord } from '#lib/isRecord.ts'
import { isByUser, type ReplayEvent } from '#lib/replayEvent.ts'
import { shortUrl } from '#lib/safeUrl.ts'
import { consoleLine, consolePlugin } from './consoleLine.ts'
import { customLine } from './customLine.ts'
import { detailsOf, type Finding, oneLine } from './item.ts'
import { targetOf } from './nameOf.ts'
import { networkLines, networkPlugin, oldNetworkPlugin } from './networkLines.ts'
import { createNodeMirror, type NodeMirror } from './nodeMirror.ts'
import { createTabs } from './tabs.ts'
import { createTyping } from './typing.ts'

/** What a stretch of events tells, beyond playing it. Times are milliseconds since 1970. */
export type Description = {
  findings: Finding[]
  switches: { windowId: string; time: number }[]
  /** When somebody did something, at most ten times a second. */
  activity: number[]
}

/** Describes events as they come, in the order of time; the pages of all tabs are kept in mind. */
export type Describer = {
  see: (event: ReplayEvent) => void
  /** A screen of an app, or what changed on one: what rrweb cannot play. */
  seeScreen: (windowId: string, data: Record<string, unknown>) => void
  /** What was found since the last time; `isEnd` tells what was still going on, too. */
  take: (isEnd: boolean) => Description
}

const activityStep = 100

export function createDescriber(): Describer {
  const mirrors = new Map<string, NodeMirror>()
  const addresses = new Map<string, string>()
  const typing = createTyping()
  const tabs = createTabs()
  let found: Description = { findings: [], switches: [], activity: [] }

  function mirrorOf(windowId: string): NodeMirror {
    const known = mirrors.get(windowId)
    if (known) return known
    const made = createNodeMirror()
    mirrors.set(windowId, made)
    return made
  }

  function tell(...findings: Finding[]): void {
    found.findings.push(...findings)
  }

  function navigate({ windowId, timestamp }: ReplayEvent, href: string): void {
    if (href === '' || addresses.get(windowId) === href) return
    addresses.set(windowId, href)
    const text = `Opened ${oneLine(shortUrl(href), 300)}`
    tell(...typing.end(), { kind: 'navigation', windowId, time: timestamp, text, details: detailsOf(['Address', href]) })
  }

  function interact({ windowId, timestamp }: ReplayEvent, data: mouseInteractionData): void {
    const isTouchOfApp = data.type === MouseInteractions.TouchEnd && isApp.has(windowId)
    if (data.type !== MouseInteractions.Click && data.type !== MouseInteractions.ContextMenu && !isTouchOfApp) return
    const { name, role, address } = targetOf(mirrors.get(windowId), data.id)
    const verb = isTouchOfApp ? 'Touched' : data.type === MouseInteractions.ContextMenu ? 'Right-clicked' : 'Clicked'
    const what = name !== null ? `“${name}”` : role === 'page' ? 'the page' : `something without a name (${oneLine(role, 40)})`
    tell(...typing.end(), {
      kind: 'click',
      windowId,
      time: timestamp,
      text: `${verb} ${what}`,
      details: detailsOf(['Element', role === 'page' ? null : role], ['Leads to', address]),
    })
  }

  const isApp = new Set<string>()

  function increment(event: ReplayEvent & { type: EventType.IncrementalSnapshot }): void {
    const { data, windowId } = event
    if (data.source === IncrementalSource.Mutation) mirrors.get(windowId)?.change(data)
    else if (data.source === IncrementalSource.MouseInteraction) interact(event, data)
    else if (data.source === IncrementalSource.Input) tell(...typing.see(event, data, mirrors.get(windowId)))
  }

  function plugin({ windowId, timestamp }: ReplayEvent, name: string, payload: unknown): void {
    if (name === networkPlugin || name === oldNetworkPlugin) tell(...networkLines(name, payload, windowId, timestamp))
    const line = name === consolePlugin ? consoleLine(payload) : null
    if (line) tell({ ...line, windowId, time: timestamp })
  }

  function custom({ windowId, timestamp }: ReplayEvent, tag: string, payload: unknown): void {
    tell({ ...customLine(tag, payload), windowId, time: timestamp })
  }

  function follow(event: ReplayEvent): void {
    const change = tabs.see(event)
    if (!change) return
    found.switches.push(change)
    if (change.isFirst) return
    tell(...typing.end(), { kind: 'window', windowId: change.windowId, time: change.time, text: 'Went to another tab' })
  }

  return {
    see(event) {
      follow(event)
      if (isByUser(event) && event.timestamp >= (found.activity.at(-1) ?? 0) + activityStep) found.activity.push(event.timestamp)
      switch (event.type) {
        case EventType.FullSnapshot:
          tell(...typing.end())
          mirrorOf(event.windowId).reset(event.data.node)
          break
        case EventType.IncrementalSnapshot:
          increment(event)
          break
        case EventType.Meta:
          navigate(event, event.data.href)
          break
        case EventType.Custom: {
          const { tag, payload } = event.data
          if (tag === '$pageview' && isRecord(payload) && typeof payload['href'] === 'string') navigate(event, payload['href'])
          else custom(event, tag, payload)
          break
        }
        case EventType.Plugin:
          plugin(event, event.data.plugin, event.data.payload)
          break
        default:
      }
    },
    seeScreen(windowId, { wireframes, adds, updates, removes }) {
      isApp.add(windowId)
      const mirror = mirrorOf(windowId)
      if (Array.isArray(wireframes)) mirror.showWireframes(wireframes, null)
      for (const list of [removes, updates, adds]) {
        for (const change of Array.isArray(list) ? list.filter(isRecord) : []) {
          const parent = typeof change['parentId'] === 'number' ? change['parentId'] : null
          if (change['wireframe'] !== undefined) mirror.showWireframes([change['wireframe']], parent)
          else if (typeof change['id'] === 'number') mirror.removeNode(change['id'])
        }
      }
    },
    take(isEnd) {
      if (isEnd) tell(...typing.end())
      const taken = found
      found = { findings: [], switches: [], activity: [] }
      return taken
    },
  }
}
