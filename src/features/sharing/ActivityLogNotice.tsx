import { useSyncExternalStore } from 'react'
import { activityLogStorage } from '#storage/activityLog.ts'
import classes from './SharingPanel.module.css'

/** Says, without getting in the way, that what is done here leaves no trace in this browser. */
export function ActivityLogNotice() {
  const isStored = useSyncExternalStore(activityLogStorage.subscribe, activityLogStorage.get)
  if (isStored) return null
  return (
    <p className={classes['quiet']} role="status">
      This browser could not keep what was done in its trail: storage is blocked or full.
    </p>
  )
}
