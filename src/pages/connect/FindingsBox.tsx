import { ownerName } from '#api/account/ownerName.ts'
import type { Findings } from '#features/connection/checkConnection.ts'
import { ScopeList } from '#features/connection/ScopeList.tsx'
import { Stack } from '#ui/layout.tsx'
import classes from './ConnectPage.module.css'

export function FindingsBox({ findings }: { findings: Findings }) {
  const owner = findings.owner && ownerName(findings.owner)
  return (
    <Stack as="section" gap={12} className={classes['findings']} aria-label="Key details" role="status">
      <p>{owner ? `The key belongs to ${owner}.` : 'The key works, but PostHog doesn’t say who it belongs to.'}</p>
      <ScopeList scopes={findings.key?.scopes ?? null} />
      <p>
        {findings.projects
          ? 'Choose a project above, then connect.'
          : 'This key can’t list projects. Enter a project ID, or @current for the project its owner has open.'}
      </p>
    </Stack>
  )
}
