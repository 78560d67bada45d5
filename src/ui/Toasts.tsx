import { lazy, Suspense, useEffect, useState } from 'react'
import { onFirstToast } from './notify.ts'

const ToastRegion = lazy(() => import('./ToastRegion.tsx').then(({ ToastRegion: Place }) => ({ default: Place })))

/** Loads the toasts' code with the first toast. */
export function Toasts() {
  const [wanted, setWanted] = useState(false)
  // notify() is called from outside React.
  useEffect(() => onFirstToast(() => setWanted(true)), [])
  if (!wanted) return null
  return (
    <Suspense>
      <ToastRegion />
    </Suspense>
  )
}
