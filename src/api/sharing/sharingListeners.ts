import type { ApiConnection } from '#storage/connections.ts'

type LinkFacts = { enabled: boolean; createdAt: Date | null; passwordRequired?: boolean | undefined }
type OnSharing = (connection: ApiConnection, recordingId: string, sharing: LinkFacts) => void

const listeners = new Set<OnSharing>()

/** Calls back with every answer about a recording's public link, whoever requested it. */
export function onSharing(listener: OnSharing) {
  listeners.add(listener)
}

export const reportSharing: OnSharing = (...answer) => {
  for (const listener of listeners) listener(...answer)
}
