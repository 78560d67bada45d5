import type { Connection } from '#storage/connections.ts'
import * as v from 'valibot'

/** What can be done to a scan from any tab. */
const actions = ['pause', 'resume', 'cancel'] as const
export type ScanCommand = (typeof actions)[number]

const Message = v.object({ lock: v.string(), action: v.picklist(actions) })

const channelName = 'replay-desk register'

/** Held by the tab that scans a project: one at a time per browser. */
export function scanLock({ id, projectId }: Connection): string {
  return `register ${id} ${projectId}`
}

/** Asks whichever tab scans a project to do something. */
export function notifyOtherTabs(lock: string, action: ScanCommand) {
  const channel = new BroadcastChannel(channelName)
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel is the origin's own and knows no target
  channel.postMessage({ lock, action })
  channel.close()
}

/** Hears what other tabs ask. Returns how to stop. */
export function listenToOtherTabs(listener: (lock: string, action: ScanCommand) => void): () => void {
  const channel = new BroadcastChannel(channelName)
  channel.addEventListener('message', ({ data }) => {
    const message = v.safeParse(Message, data)
    if (message.success) listener(message.output.lock, message.output.action)
  })
  return () => channel.close()
}
