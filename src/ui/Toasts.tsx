import { lazy, Suspense, useEffect, useState } from 'react'
import { onFirstToast } from './notify.ts'

const ToastRegion = lazy(() => import('./ToastRegion.tsx').then(({ ToastRegion: Place }) => ({ default: Place })))

/** Loads the toasts' code with the first toast. */
export function Toasts() {
  const [hasToasts, setHasToasts] = useState(false)
  // notify() is called from outside React.
  useEffect(() => onFirstToast(() => setHasToasts(true)), [])
  if (!hasToasts) return null
  return (
    <Suspense>
      <ToastRegion />
    </Suspense>
  )
}
