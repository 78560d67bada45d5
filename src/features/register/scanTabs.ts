import type { Connection } from '#api/connection.ts'
import * as z from '#lib/zod.ts'

/** What can be done to a scan from any tab. */
const deeds = ['pause', 'resume', 'cancel'] as const
export type ScanDeed = (typeof deeds)[number]

const Message = z.object({ lock: z.string(), deed: z.literal(deeds) })

const channelName = 'replay-desk register'

/** Held by the tab that scans a project: one at a time per browser. */
export function scanLock({ id, projectId }: Connection): string {
  return `register ${id} ${projectId}`
}

/** Asks whichever tab scans a project to do something. */
export function tellOtherTabs(lock: string, deed: ScanDeed) {
  const channel = new BroadcastChannel(channelName)
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel is the origin's own and knows no target
  channel.postMessage({ lock, deed })
  channel.close()
}

/** Hears what other tabs ask. Returns how to stop. */
export function hearOtherTabs(listener: (lock: string, deed: ScanDeed) => void): () => void {
  const channel = new BroadcastChannel(channelName)
  channel.addEventListener('message', ({ data }) => {
    const heard = Message.safeParse(data)
    if (heard.success) listener(heard.data.lock, heard.data.deed)
  })
  return () => channel.close()
}
