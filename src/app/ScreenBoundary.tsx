import { Suspense } from 'react'
import { ErrorBoundary } from 'react-error-boundary'
import { Outlet, useLocation } from 'react-router-dom'
import { Crash } from './Crash.tsx'

/** The screen at this address. What breaks in it ends here and is over at the next address. */
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
