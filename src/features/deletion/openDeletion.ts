import type { Connection } from '#storage/connections.ts'
import type { Person, Recording } from '#api/recordings/recordings.ts'

/** Not confirmed yet. */
export type DeletionRequest = { connection: Connection } & (
  | { kind: 'recordings'; recordings: readonly Recording[]; onDone?: (() => void) | undefined }
  | { kind: 'person'; person: Person }
)

/**
 * `request` awaits confirmation; `isShown` is whether the running or ended deletion is in the dialog instead of the corner card.
 * `returnTo` had the focus before the dialog opened.
 */
export type DialogState = { request: DeletionRequest | null; isShown: boolean; isNeeded: boolean; returnTo: Element | null }

let dialog: DialogState = { request: null, isShown: false, isNeeded: false, returnTo: null }
const listeners = new Set<() => void>()

/** Fits useSyncExternalStore; rendered by DeletionHost. */
export const deletionDialog = {
  get: () => dialog,
  set: (change: Partial<DialogState>) => {
    dialog = { ...dialog, isNeeded: true, ...change }
    for (const listener of listeners) listener()
  },
  subscribe: (listener: () => void) => {
    listeners.add(listener)
    return () => {
      listeners.delete(listener)
    }
  },
}

export function openDeletion(request: DeletionRequest) {
  deletionDialog.set({ request, returnTo: document.activeElement })
}
