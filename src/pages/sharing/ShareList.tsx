import { IconAlertTriangle, IconCheck, IconCircleDashed, IconX } from '@tabler/icons-react'
import { sharedUrl } from '#api/sharing/sharing.ts'
import type { Connection } from '#storage/connections.ts'
import { personOf } from '#features/shareInventory/inventoryView.ts'
import type { ActionResult, ActionOutcome, ShareAction } from '#features/shareInventory/runActions.ts'
import type { ShareRow } from '#features/shareInventory/shareRow.ts'
import { cutText } from '#lib/cutText.ts'
import { TruncateMiddle } from '#ui/TruncateMiddle.tsx'
import { outcomeText } from './actionMessages.ts'
import parts from '#ui/dialogParts.module.css'
import classes from './dialogs.module.css'

const icons: Record<ActionOutcome, typeof IconCheck> = {
  done: IconCheck,
  returns: IconAlertTriangle,
  unsure: IconAlertTriangle,
  'another link': IconAlertTriangle,
  failed: IconX,
  'not attempted': IconCircleDashed,
}

type Props = {
  connection: Connection
  name: string
  rows: readonly ShareRow[]
  /** Present once the action has started. */
  run?: { action: ShareAction; results: ReadonlyMap<string, ActionResult> }
}

/** The links of an action, or its results. */
export function ShareList({ connection, name, rows, run }: Props) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a box that scrolls must be in reach of the keyboard
    <div className={parts['box']} tabIndex={0} role="group" aria-label={`${name}, scrollable`}>
      <ul className={`${parts['list']} ${classes['links']}`} aria-label={name}>
        {rows.map((row) => {
          const result = run?.results.get(row.id)
          return (
            <li key={row.id}>
              <bdi className={classes['person']}>{cutText(personOf(row) ?? row.id, 200)}</bdi>
              {run ? (
                <ResultLabel action={run.action} result={result} />
              ) : (
                <TruncateMiddle text={row.token === null ? row.id : sharedUrl(connection, row.token)} />
              )}
              {result?.why && <span className={parts['why']}>{result.why}</span>}
            </li>
          )
        })}
      </ul>
    </div>
  )
}

function ResultLabel({ action, result }: { action: ShareAction; result: ActionResult | undefined }) {
  if (!result) return <span className={parts['text']}>Waiting</span>
  const Icon = icons[result.outcome]
  return (
    <span className={parts['ended']} data-outcome={result.outcome}>
      <Icon size={14} aria-hidden /> {outcomeText(action, result.outcome)}
    </span>
  )
}
