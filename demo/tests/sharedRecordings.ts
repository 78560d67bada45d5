import type { Client } from './hostClient.ts'
import type { SharedRecording } from '../shares/publicShares.ts'

function isShared(value: unknown): value is SharedRecording {
  return typeof value === 'object' && value !== null && 'recordingId' in value && 'openTokens' in value
}

/** For tests: everything that is or was shared in the shop. */
export async function sharedInShop(send: Client): Promise<SharedRecording[]> {
  const { body } = await send('/__demo/shares', { key: null })
  return Array.isArray(body) ? body.filter(isShared).filter(({ projectId }) => projectId === '1') : []
}

/** The first one that fits. Throws where none does. */
export function findShare(shares: readonly SharedRecording[], fits: (share: SharedRecording) => boolean): SharedRecording {
  const found = shares.find(fits)
  if (found === undefined) throw new Error('Nothing that is shared fits.')
  return found
}

/** Whether the link alone opens it. */
export function isOpen({ enabled, passwordRequired, isDeleted }: SharedRecording): boolean {
  return enabled && !passwordRequired && !isDeleted
}
