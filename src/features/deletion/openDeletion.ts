import type { Connection } from '#storage/connections.ts'
import type { Person, Recording } from '#api/recordings/recordings.ts'

/** What a person asked to delete and has not confirmed yet. */
export type DeletionRequest = { connection: Connection } & (
  | { kind: 'recordings'; recordings: readonly Recording[]; onDone?: (() => void) | undefined }
  | { kind: 'person'; person: Person }
)

/**
 * `wish` is being asked about; `isShown` is whether the running or ended deletion is in front instead of in the corner.
 * `returnTo` had the focus before the dialog took it.
 */
export type DialogState = { request: DeletionRequest | null; isShown: boolean; isNeeded: boolean; returnTo: Element | null }

let dialog: DialogState = { request: null, isShown: false, isNeeded: false, returnTo: null }
const listeners = new Set<() => void>()

/** What of deletion is in front of the person. Fits useSyncExternalStore; DeletionHost draws it. */
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

/** Asks, in a dialog, whether these are to be deleted. */
export function openDeletion(request: DeletionRequest) {
  deletionDialog.set({ request, returnTo: document.activeElement })
}
