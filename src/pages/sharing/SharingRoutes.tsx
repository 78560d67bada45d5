import { lazy, Suspense } from 'react'
import { Navigate, useParams } from 'react-router-dom'
import { SharingPage } from './SharingPage.tsx'

const EvidencePage = lazy(() => import('./EvidencePage.tsx').then(({ EvidencePage: Page }) => ({ default: Page })))

/** The register, and its printable page below it. One entry in the table of contents, which every first visit loads. */
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
