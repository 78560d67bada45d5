import type { Connection } from '#storage/connections.ts'
import { DeedProgress, focusThis } from '#features/actions/ActionProgress.tsx'
import { DeedQuestion } from '#features/actions/ActionQuestion.tsx'
import { type DeedOutcome, mayBringBack, type ShareDeed } from '#features/shareInventory/runActions.ts'
import type { ShareRow } from '#features/shareInventory/shareRow.ts'
import { type DeedRun, isUnfinished, useDeeds } from '#features/shareInventory/useShareActions.ts'
import { Dialog } from '#ui/Dialog.tsx'
import { deedWords, links, outcomeText } from './actionMessages.ts'
import parts from '#ui/dialogParts.module.css'
import { ShareList } from './ShareList.tsx'
import { Button } from '#ui/Button.tsx'
import { formatNumber } from '#lib/format.ts'

type Props = {
  at: Connection
  deed: ShareDeed
  rows: readonly ShareRow[]
  /** Called when it closes; with whether anything was done. */
  onClose: (isDone: boolean) => void
}

type Deeds = ReturnType<typeof useDeeds>

/** Asks, does it one by one in sight, and says what became of each. */
export function BulkDialog({ at, deed, rows, onClose }: Props) {
  const deeds = useDeeds(at)
  const { run } = deeds
  const isRunning = run !== null && run.phase.kind !== 'ended'
  return (
    <Dialog title={deedWords[run?.deed ?? deed].title} wide mayClose={!isRunning} onClose={() => onClose(run !== null)}>
      {(close) => {
        if (run === null) {
          const { question, meaning, button } = deedWords[deed]
          return (
            <DeedQuestion
              question={question(links(rows.length))}
              meaning={meaning}
              button={button(links(rows.length))}
              isFinal={deed === 'revoke'}
              list={<ShareList at={at} name="Links that this is about" rows={rows} />}
              onConfirm={() => deeds.start(deed, rows)}
              onCancel={close}
            />
          )
        }
        return isRunning ? <Progress at={at} run={run} deeds={deeds} /> : <Ended at={at} run={run} deeds={deeds} onDone={close} />
      }}
    </Dialog>
  )
}

function Progress({ at, run, deeds }: { at: Connection; run: DeedRun; deeds: Deeds }) {
  const { deed, rows, ends, phase, isCancelled } = run
  return (
    <DeedProgress
      working={deedWords[deed].working}
      label="Links that are dealt with"
      done={ends.size}
      total={rows.length}
      phase={phase}
      isCancelled={isCancelled}
      words={{ paused: 'Paused', resume: 'Resume' }}
      onPause={deeds.pause}
      onResume={deeds.resume}
      onCancel={deeds.cancel}
    >
      <ShareList at={at} name="Outcomes" rows={rows} told={run} />
    </DeedProgress>
  )
}

function countsText({ deed, ends }: DeedRun): string {
  const counts = new Map<DeedOutcome, number>()
  for (const { outcome } of ends.values()) counts.set(outcome, (counts.get(outcome) ?? 0) + 1)
  return [...counts].map(([outcome, count]) => `${formatNumber(count)} ${outcomeText(deed, outcome).toLowerCase()}`).join(', ')
}

function Ended({ at, run, deeds, onDone }: { at: Connection; run: DeedRun; deeds: Deeds; onDone: () => void }) {
  const { deed, rows, ends } = run
  const unfinished = rows.filter(({ id }) => isUnfinished(ends.get(id)))
  const unfinishedFirst = [...unfinished, ...rows.filter(({ id }) => !isUnfinished(ends.get(id)))]
  const turnedOff = deed === 'turn off' ? rows.filter(({ id }) => ends.get(id)?.outcome === 'done') : []
  return (
    <div className={parts['form']}>
      <p className={parts['question']} role="status">
        {links(rows.length)}: {countsText(run)}.
      </p>
      <ShareList at={at} name="Outcomes" rows={unfinishedFirst} told={run} />
      {turnedOff.length > 0 && (
        <p className={parts['text']}>
          {mayBringBack(at)
            ? 'Undo works only where the server brings the same links back. It is tried with the first one; if another link comes, that one is switched off at once and nothing is public.'
            : 'There is no undo here: this server makes another link each time, so the old ones cannot come back.'}
        </p>
      )}
      <div className={parts['actions']}>
        {turnedOff.length > 0 && mayBringBack(at) && (
          <Button variant="default" onClick={() => deeds.start('turn on', turnedOff)}>
            Undo: turn {links(turnedOff.length)} on again
          </Button>
        )}
        {unfinished.length > 0 && (
          <Button variant="default" onClick={deeds.retry}>
            Try {links(unfinished.length)} again
          </Button>
        )}
        <Button ref={focusThis} onClick={onDone}>
          Done
        </Button>
      </div>
    </div>
  )
}
