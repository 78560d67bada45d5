import { useEffect } from 'react'
import { logActivity } from '#storage/activityLog.ts'
import { useConnection } from '#features/connection/useConnection.ts'
import { useScan } from '#features/shareInventory/useScan.ts'
import { useShares } from '#features/shareInventory/useShares.ts'
import { EmptyState } from '#ui/EmptyState.tsx'
import { TableSkeleton } from '#ui/TableSkeleton.tsx'
import { useNow } from '#ui/useNow.ts'
import { useSearch } from '#ui/useSearch.ts'
import { choiceParam, searchReader } from '#lib/searchParams.ts'
import { Row } from '#ui/layout.tsx'
import classes from './EvidencePage.module.css'
import { EvidenceSheet } from './EvidenceSheet.tsx'
import { useEvidence } from './useEvidence.ts'
import { Button, ButtonLink } from '#ui/Button.tsx'
import { counted } from '#lib/format.ts'

const search = searchReader({ links: choiceParam('', 'whole') })

/** The whole scan as a printable page, ignoring filters. */
export function EvidencePage() {
  const connection = useConnection()
  const now = useNow(60_000)
  const [{ links }] = useSearch(search)
  const hasFullLinks = links === 'whole'
  const { scan, isPending } = useScan(connection)
  const { shares, failed, damaged, isPending: isReading } = useShares(connection, scan, now)
  const evidence = useEvidence({ connection, scan, shares, failed, damaged, hasFullLinks })
  const isShown = evidence !== null && !isReading
  const detail = `${counted(shares.length, 'recording')}, ${hasFullLinks ? 'full links' : 'links redacted'}`

  // Printing is logged like an export, also from the keyboard or the browser menu.
  useEffect(() => {
    if (!isShown) return
    const name = `public-recordings-${connection.projectId}, printed`
    const logPrint = () =>
      void logActivity(connection, [
        { action: 'exported', kind: 'file', subject: null, subjectName: name, outcome: 'done', detail },
      ])
    window.addEventListener('afterprint', logPrint)
    return () => window.removeEventListener('afterprint', logPrint)
  }, [connection, isShown, detail])

  return (
    <div className={classes['page']}>
      <title>{`Public recordings · ${connection.projectName ?? `Project ${connection.projectId}`} · Replay Desk`}</title>
      <Row className={classes['bar']}>
        <ButtonLink to=".." relative="path" variant="default">
          Back to Sharing
        </ButtonLink>
        <Button disabled={!isShown} onClick={() => window.print()}>
          Print
        </Button>
      </Row>
      {(isPending || isReading || (scan !== null && evidence === null)) && <TableSkeleton label="Loading scan" />}
      {!isPending && scan === null && <EmptyState title="No scan yet">Start a scan on the Sharing page.</EmptyState>}
      {evidence && !isReading && <EvidenceSheet source={evidence()} zone={connection.zone} />}
    </div>
  )
}
