import { EventType, IncrementalSource, type mouseInteractionData, MouseInteractions } from '@rrweb/types'
import { isRecord } from '#lib/isRecord.ts'
import { isByUser, type ReplayEvent } from '#lib/replayEvent.ts'
import { shortUrl } from '#lib/safeUrl.ts'
import { consoleLine, consolePlugin } from './consoleLine.ts'
import { customLine } from './customLine.ts'
import { detailsOf, type NewItem, oneLine } from './item.ts'
import { targetOf } from './target.ts'
import { networkLines, networkPlugin, oldNetworkPlugin } from './networkLines.ts'
import { createNodeMirror, type NodeMirror } from './nodeMirror.ts'
import { createWindowTracker } from './windowTracker.ts'
import { createTyping } from './typing.ts'

/** What events say besides the page. Times are milliseconds since 1970. */
export type Description = {
  items: NewItem[]
  switches: { windowId: string; time: number }[]
  /** Times of user activity, at most ten per second. */
  activity: number[]
}

/** Describes events in time order and mirrors the page of each window. */
export type Describer = {
  describe: (event: ReplayEvent) => void
  /** From now on a window shows the screens of a mobile app. */
  markApp: (windowId: string) => void
  /** Returns everything since the last call; with `isEnd`, also typing that has not ended. */
  flush: (isEnd: boolean) => Description
}

const activityInterval = 100

export function createDescriber(): Describer {
  const mirrors = new Map<string, NodeMirror>()
  const urls = new Map<string, string>()
  const typing = createTyping()
  const windowTracker = createWindowTracker()
  let description: Description = { items: [], switches: [], activity: [] }

  function mirrorOf(windowId: string): NodeMirror {
    const existing = mirrors.get(windowId)
    if (existing) return existing
    const mirror = createNodeMirror()
    mirrors.set(windowId, mirror)
    return mirror
  }

  function add(...items: NewItem[]): void {
    description.items.push(...items)
  }

  function open({ windowId, timestamp }: ReplayEvent, name: 'URL' | 'Screen', value: string): void {
    if (value === '' || urls.get(windowId) === value) return
    urls.set(windowId, value)
    const text = name === 'URL' ? `Opened ${oneLine(shortUrl(value), 300)}` : `Opened “${oneLine(value, 300)}”`
    add(...typing.end(), { kind: 'navigation', windowId, time: timestamp, text, details: detailsOf([name, value]) })
  }

  function interact({ windowId, timestamp }: ReplayEvent, data: mouseInteractionData): void {
    const isAppTouch = data.type === MouseInteractions.TouchEnd && appWindows.has(windowId)
    if (data.type !== MouseInteractions.Click && data.type !== MouseInteractions.ContextMenu && !isAppTouch) return
    const { name, role, url } = targetOf(mirrors.get(windowId), data.id)
    const verb = isAppTouch ? 'Tapped' : data.type === MouseInteractions.ContextMenu ? 'Right-clicked' : 'Clicked'
    const target = name !== null ? `“${name}”` : role === 'page' ? 'the page' : `an unnamed ${oneLine(role, 40)}`
    add(...typing.end(), {
      kind: 'click',
      windowId,
      time: timestamp,
      text: `${verb} ${target}`,
      details: detailsOf(['Element', role === 'page' ? null : role], ['Link URL', url]),
    })
  }

  const appWindows = new Set<string>()

  function describeIncremental(event: ReplayEvent & { type: EventType.IncrementalSnapshot }): void {
    const { data, windowId } = event
    if (data.source === IncrementalSource.Mutation) mirrors.get(windowId)?.change(data)
    else if (data.source === IncrementalSource.MouseInteraction) interact(event, data)
    else if (data.source === IncrementalSource.Input) add(...typing.handleInput(event, data, mirrors.get(windowId)))
  }

  function describePlugin({ windowId, timestamp }: ReplayEvent, name: string, payload: unknown): void {
    if (name === networkPlugin || name === oldNetworkPlugin) add(...networkLines(name, payload, windowId, timestamp))
    const line = name === consolePlugin ? consoleLine(payload) : null
    if (line) add({ ...line, windowId, time: timestamp })
  }

  function describeCustom({ windowId, timestamp }: ReplayEvent, tag: string, payload: unknown): void {
    add({ ...customLine(tag, payload), windowId, time: timestamp })
  }

  function trackWindow(event: ReplayEvent): void {
    const change = windowTracker.track(event)
    if (!change) return
    description.switches.push(change)
    if (change.isFirst) return
    add(...typing.end(), { kind: 'window', windowId: change.windowId, time: change.time, text: 'Switched to another tab' })
  }

  return {
    describe(event) {
      trackWindow(event)
      if (isByUser(event) && event.timestamp >= (description.activity.at(-1) ?? 0) + activityInterval)
        description.activity.push(event.timestamp)
      switch (event.type) {
        case EventType.FullSnapshot:
          add(...typing.end())
          mirrorOf(event.windowId).reset(event.data.node)
          break
        case EventType.IncrementalSnapshot:
          describeIncremental(event)
          break
        case EventType.Meta:
          if ('screen' in event.data && typeof event.data.screen === 'string') open(event, 'Screen', event.data.screen)
          else open(event, 'URL', event.data.href)
          break
        case EventType.Custom: {
          const { tag, payload } = event.data
          if (tag === '$pageview' && isRecord(payload) && typeof payload['href'] === 'string') open(event, 'URL', payload['href'])
          else describeCustom(event, tag, payload)
          break
        }
        case EventType.Plugin:
          describePlugin(event, event.data.plugin, event.data.payload)
          break
        default:
      }
    },
    markApp: (windowId) => void appWindows.add(windowId),
    flush(isEnd) {
      if (isEnd) add(...typing.end())
      const result = description
      description = { items: [], switches: [], activity: [] }
      return result
    },
  }
}
