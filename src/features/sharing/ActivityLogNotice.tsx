import { useSyncExternalStore } from 'react'
import { activityLogStorage } from '#storage/activityLog.ts'
import classes from './SharingPanel.module.css'

/** Warns that actions can’t be logged because storage is blocked or full. */
export function ActivityLogNotice() {
  const isStored = useSyncExternalStore(activityLogStorage.subscribe, activityLogStorage.get)
  if (isStored) return null
  return (
    <p className={classes['quiet']} role="status">
      This browser can’t save the activity log because storage is blocked or full.
    </p>
  )
}
