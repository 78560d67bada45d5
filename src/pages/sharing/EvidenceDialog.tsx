import { useState } from 'react'
import type { Connection } from '#storage/connections.ts'
import { logActivity } from '#storage/activityLog.ts'
import { evidenceCsv, evidenceJson, evidenceSummary } from '#features/shareInventory/evidence.ts'
import type { Share } from '#features/shareInventory/inventoryView.ts'
import type { Scan } from '#storage/scan.ts'
import type { ShareRow } from '#storage/shareRow.ts'
import { Dialog } from '#ui/Dialog.tsx'
import { download } from '#ui/download.ts'
import { Stack, Text } from '#ui/layout.tsx'
import { DialogActions } from '#ui/DialogActions.tsx'
import { Checkbox } from '#ui/Checkbox.tsx'
import { useEvidence } from './useEvidence.ts'
import { Button, ButtonLink } from '#ui/Button.tsx'
import { counted } from '#lib/format.ts'

type Props = {
  connection: Connection
  scan: Scan
  shares: readonly Share[]
  failed: readonly ShareRow[]
  damaged: number
  onClose: () => void
}

export function EvidenceDialog({ connection, scan, shares, failed, damaged, onClose }: Props) {
  const [hasFullLinks, setHasFullLinks] = useState(false)
  const evidence = useEvidence({ connection, scan, shares, failed, damaged, hasFullLinks })

  function downloadAs(format: 'csv' | 'json') {
    if (evidence === null) return
    const source = evidence()
    const name = `public-recordings-${connection.projectId}-${source.writtenAt.slice(0, 19).replaceAll(':', '')}.${format}`
    if (format === 'csv') download(name, 'text/csv', evidenceCsv(source))
    else download(name, 'application/json', evidenceJson(source))
    const detail = `${counted(shares.length, 'recording')}, ${hasFullLinks ? 'full links' : 'links redacted'}`
    void logActivity(connection, [
      { action: 'exported', kind: 'file', subject: null, subjectName: name, outcome: 'done', detail },
    ])
  }

  return (
    <Dialog title="Export evidence" wide onClose={onClose}>
      {(close) => (
        <Stack gap={12}>
          <Text strong>{evidenceSummary(shares)}</Text>
          <Text size="sm" tone="dimmed" breaks>
            Exports {counted(shares.length, 'recording')} with host, project, API key owner, times, coverage and risk, plus failed
            checks and the activity of this browser in this project. Covers the whole scan, ignoring filters.
          </Text>
          <Checkbox label="Include full links" checked={hasFullLinks} onChange={setHasFullLinks} />
          {hasFullLinks && (
            <Text size="sm" tone="warning" role="status">
              Anyone with this file or printout can open these recordings without signing in, unless a password is required.
              Protect it like the recordings themselves.
            </Text>
          )}
          <DialogActions>
            <Button variant="default" disabled={evidence === null} onClick={() => downloadAs('csv')}>
              Download CSV
            </Button>
            <Button variant="default" disabled={evidence === null} onClick={() => downloadAs('json')}>
              Download JSON
            </Button>
            <ButtonLink variant="default" to={`evidence${hasFullLinks ? '?links=whole' : ''}`}>
              Printable page
            </ButtonLink>
            <Button onClick={close}>Close</Button>
          </DialogActions>
        </Stack>
      )}
    </Dialog>
  )
}
