import { type QueryKey, useQueryClient } from '@tanstack/react-query'

/** Writes to this browser's storage and reads anew what was written. Whether it was saved; calls `onFailure` if not. */
export function useStoredChange(queryKey: QueryKey, onFailure: () => void): (write: () => Promise<void>) => Promise<boolean> {
  const queryClient = useQueryClient()
  return async (write) => {
    try {
      await write()
    } catch {
      onFailure()
      return false
    }
    await queryClient.invalidateQueries({ queryKey })
    return true
  }
}
