import { lazy, Suspense } from 'react'
import { Navigate, useParams } from 'react-router-dom'
import { SharingPage } from './SharingPage.tsx'

const EvidencePage = lazy(() => import('./EvidencePage.tsx').then(({ EvidencePage: Page }) => ({ default: Page })))

/** The screen and its printable page as one route, to keep the first load small. */
export function SharingRoutes() {
  const { '*': rest = '' } = useParams()
  if (rest === '') return <SharingPage />
  if (rest !== 'evidence') return <Navigate to=".." relative="path" replace />
  return (
    <Suspense>
      <EvidencePage />
    </Suspense>
  )
}
