import { ownerName } from '#api/account/ownerName.ts'
import type { Findings } from '#features/connection/checkConnection.ts'
import { ScopeList } from '#features/connection/ScopeList.tsx'
import classes from './ConnectPage.module.css'

/** What the host said about the key. */
export function FindingsBox({ findings }: { findings: Findings }) {
  const owner = findings.owner && ownerName(findings.owner)
  return (
    <section className={classes['findings']} aria-label="What the host says" role="status">
      <p>{owner ? `The key belongs to ${owner}.` : 'The host accepts the key but does not say who it belongs to.'}</p>
      <ScopeList scopes={findings.key?.scopes ?? null} />
      <p>
        {findings.projects
          ? 'Choose a project above, then press the button once more.'
          : 'The key may not list its projects. Enter the id of one, or @current for the one its owner has open, then press the button once more.'}
      </p>
    </section>
  )
}
