import { Suspense } from 'react'
import { ErrorBoundary } from 'react-error-boundary'
import { Outlet, useLocation } from 'react-router-dom'
import { Crash } from './Crash.tsx'

/** Contains a crash to its screen; the next navigation clears it. */
export function ScreenBoundary() {
  const { pathname } = useLocation()
  return (
    <ErrorBoundary FallbackComponent={Crash} resetKeys={[pathname]}>
      <Suspense>
        <Outlet />
      </Suspense>
    </ErrorBoundary>
  )
}
