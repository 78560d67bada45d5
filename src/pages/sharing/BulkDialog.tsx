import type { Connection } from '#storage/connections.ts'
import { useCapabilities } from '#api/capabilities.ts'
import { ActionProgress, focusOnMount } from '#features/actions/ActionProgress.tsx'
import { ConfirmJob } from '#features/jobs/ConfirmJob.tsx'
import { type ActionOutcome, type ShareAction } from '#features/shareInventory/runActions.ts'
import type { ShareRow } from '#features/shareInventory/shareRow.ts'
import { type ActionRun, canRetry, useShareActions } from '#features/shareInventory/useShareActions.ts'
import { Dialog } from '#ui/Dialog.tsx'
import { actionMessages, links, outcomeText } from './actionMessages.ts'
import parts from '#ui/dialogParts.module.css'
import { ShareList } from './ShareList.tsx'
import { Button } from '#ui/Button.tsx'
import { formatNumber } from '#lib/format.ts'

type Props = {
  connection: Connection
  action: ShareAction
  rows: readonly ShareRow[]
  /** `isDone`: whether the action was started. */
  onClose: (isDone: boolean) => void
}

type Actions = ReturnType<typeof useShareActions>

/** Confirmation, progress and results of a bulk action. */
export function BulkDialog({ connection, action, rows, onClose }: Props) {
  const actions = useShareActions(connection)
  const { run } = actions
  const isRunning = run !== null && run.phase.kind !== 'ended'
  return (
    <Dialog title={actionMessages[run?.action ?? action].title} wide mayClose={!isRunning} onClose={() => onClose(run !== null)}>
      {(close) => {
        if (run === null) {
          const { question, consequence, button } = actionMessages[action]
          return (
            <ConfirmJob
              question={question(links(rows.length))}
              consequence={consequence}
              button={button(links(rows.length))}
              isFinal={action === 'revoke'}
              list={<ShareList connection={connection} name="Affected links" rows={rows} />}
              onConfirm={() => actions.start(action, rows)}
              onCancel={close}
            />
          )
        }
        return isRunning ? (
          <Progress connection={connection} run={run} actions={actions} />
        ) : (
          <Ended connection={connection} run={run} actions={actions} onDone={close} />
        )
      }}
    </Dialog>
  )
}

function Progress({ connection, run, actions }: { connection: Connection; run: ActionRun; actions: Actions }) {
  const { action, rows, results, phase, isCancelled } = run
  return (
    <ActionProgress
      working={actionMessages[action].working}
      label="Links processed"
      done={results.size}
      total={rows.length}
      phase={phase}
      isCancelled={isCancelled}
      labels={{ paused: 'Paused', resume: 'Resume' }}
      onPause={actions.pause}
      onResume={actions.resume}
      onCancel={actions.cancel}
    >
      <ShareList connection={connection} name="Outcomes" rows={rows} run={run} />
    </ActionProgress>
  )
}

/** "4 public links revoked"; "5 public links: 3 revoked, 2 failed" if outcomes differ. */
function summaryText({ action, rows, results }: ActionRun): string {
  const counts = new Map<ActionOutcome, number>()
  for (const { outcome } of results.values()) counts.set(outcome, (counts.get(outcome) ?? 0) + 1)
  const texts = [...counts].map(([outcome, count]) => ({ count, text: outcomeText(action, outcome).toLowerCase() }))
  const [first] = texts
  if (first && texts.length === 1) return `${links(rows.length)} ${first.text}`
  return `${links(rows.length)}: ${texts.map(({ count, text }) => `${formatNumber(count)} ${text}`).join(', ')}`
}

function Ended({
  connection,
  run,
  actions,
  onDone,
}: {
  connection: Connection
  run: ActionRun
  actions: Actions
  onDone: () => void
}) {
  const { action, rows, results } = run
  const mayRestoreLinks = useCapabilities(connection).restoresLinks !== false
  const retryable = rows.filter(({ id }) => canRetry(results.get(id)))
  const retryableFirst = [...retryable, ...rows.filter(({ id }) => !canRetry(results.get(id)))]
  const turnedOff = action === 'turn off' ? rows.filter(({ id }) => results.get(id)?.outcome === 'done') : []
  return (
    <div className={parts['form']}>
      <p className={parts['question']} role="status">
        {summaryText(run)}
      </p>
      <ShareList connection={connection} name="Outcomes" rows={retryableFirst} run={run} />
      {turnedOff.length > 0 && (
        <p className={parts['text']}>
          {mayRestoreLinks
            ? 'Undo works only if the server restores the same links. The first link is tried; if it comes back as a new link, it’s turned off again immediately.'
            : 'This can’t be undone. This server creates a new link each time, so the old ones can’t be restored.'}
        </p>
      )}
      <div className={parts['actions']}>
        {turnedOff.length > 0 && mayRestoreLinks && (
          <Button variant="default" onClick={() => actions.start('turn on', turnedOff)}>
            Undo: turn on {links(turnedOff.length)}
          </Button>
        )}
        {retryable.length > 0 && (
          <Button variant="default" onClick={actions.retry}>
            Retry {links(retryable.length)}
          </Button>
        )}
        <Button ref={focusOnMount} onClick={onDone}>
          Done
        </Button>
      </div>
    </div>
  )
}
