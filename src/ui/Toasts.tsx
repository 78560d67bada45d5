import { lazy, Suspense, useEffect, useState } from 'react'
import { onFirstToast } from './notify.ts'

const ToastRegion = lazy(() => import('./ToastRegion.tsx').then(({ ToastRegion: Place }) => ({ default: Place })))

/** Where toasts appear. Costs nothing until the first one. */
export function Toasts() {
  const [wanted, setWanted] = useState(false)
  // Talks to notify(), which code outside React calls.
  useEffect(() => onFirstToast(() => setWanted(true)), [])
  if (!wanted) return null
  return (
    <Suspense>
      <ToastRegion />
    </Suspense>
  )
}
