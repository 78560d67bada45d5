import type { Connection } from '#storage/connections.ts'
import * as v from 'valibot'

const actions = ['pause', 'resume', 'cancel'] as const
export type ScanCommand = (typeof actions)[number]

const Message = v.object({ lock: v.string(), action: v.picklist(actions) })

const channelName = 'replay-desk register'

/** One scan per project and browser. */
export function scanLock({ id, projectId }: Connection): string {
  return `register ${id} ${projectId}`
}

export function notifyOtherTabs(lock: string, action: ScanCommand) {
  const channel = new BroadcastChannel(channelName)
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a BroadcastChannel has no target origin
  channel.postMessage({ lock, action })
  channel.close()
}

/** Returns a function that stops listening. */
export function listenToOtherTabs(listener: (lock: string, action: ScanCommand) => void): () => void {
  const channel = new BroadcastChannel(channelName)
  channel.addEventListener('message', ({ data }) => {
    const message = v.safeParse(Message, data)
    if (message.success) listener(message.output.lock, message.output.action)
  })
  return () => channel.close()
}
