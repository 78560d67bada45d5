import './styles.ts'
import { QueryClientProvider } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { createBrowserRouter, RouterProvider } from 'react-router-dom'
import { Toasts } from '#ui/Toasts.tsx'
import { Look } from './Look.tsx'
import { queryClient } from './queryClient.ts'
import { routes } from './routes.tsx'

const router = createBrowserRouter(routes)

const Devtools = import.meta.env.DEV
  ? lazy(() => import('@tanstack/react-query-devtools').then(({ ReactQueryDevtools }) => ({ default: ReactQueryDevtools })))
  : () => null

/** The providers. */
export function App() {
  return (
    <Look>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
        <Toasts />
        <Suspense>
          <Devtools />
        </Suspense>
      </QueryClientProvider>
    </Look>
  )
}
