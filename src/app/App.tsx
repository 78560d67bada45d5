import './styles.ts'
import { QueryClientProvider } from '@tanstack/react-query'
import { lazy, Suspense, useSyncExternalStore } from 'react'
import { ErrorBoundary } from 'react-error-boundary'
import { BrowserRouter, useRoutes } from 'react-router-dom'
import { settings } from '#storage/settings.ts'
import { optional } from '#ui/optional.ts'
import { Toasts } from '#ui/Toasts.tsx'
import { Crash } from './Crash.tsx'
import { queryClient } from './queryClient.ts'
import { routes } from './routes.tsx'
import { useColorSchemeAttribute } from './useColorSchemeAttribute.ts'
import { useFirstContent } from './useFirstContent.ts'

const Devtools = import.meta.env.DEV
  ? lazy(() => import('@tanstack/react-query-devtools').then(({ ReactQueryDevtools }) => ({ default: ReactQueryDevtools })))
  : () => null

const VaultHost = optional(() => import('./VaultHost.tsx').then((part) => part.VaultHost))

function Screens() {
  return useRoutes(routes)
}

/** Without encrypted keys there is nothing to lock. */
const hasVaultKeys = () => settings.get().connections.some(({ keyKept }) => keyKept === 'vault')

export function App() {
  const isVaultUsed = useSyncExternalStore(settings.subscribe, hasVaultKeys)
  useColorSchemeAttribute()
  useFirstContent()
  return (
    <QueryClientProvider client={queryClient}>
      <ErrorBoundary FallbackComponent={Crash}>
        <BrowserRouter>
          <Screens />
        </BrowserRouter>
      </ErrorBoundary>
      <Toasts />
      <Suspense>
        {isVaultUsed && <VaultHost />}
        <Devtools />
      </Suspense>
    </QueryClientProvider>
  )
}
