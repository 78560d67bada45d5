import { useSyncExternalStore } from 'react'
import { activityLogStorage } from '#storage/activityLog.ts'
import { Text } from '#ui/layout.tsx'

/** Warns that actions can’t be logged because storage is blocked or full. */
export function ActivityLogNotice() {
  const isStored = useSyncExternalStore(activityLogStorage.subscribe, activityLogStorage.get)
  if (isStored) return null
  return (
    <Text size="xs" tone="dimmed" role="status">
      This browser can’t save the activity log because storage is blocked or full.
    </Text>
  )
}
