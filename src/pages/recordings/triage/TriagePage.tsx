import { lazy, Suspense, useEffect, useEffectEvent } from 'react'
import { Link, useLocation } from 'react-router-dom'
import { asApiError } from '#api/http/errors.ts'
import type { Recording } from '#api/recordings/recordings.ts'
import { useConnection } from '#features/connection/useConnection.ts'
import { Failure } from '#features/failure/Failure.tsx'
import { secondsBefore } from '#features/recording/firstMatch.ts'
import { recordingLink } from '#features/recording/recordingLink.ts'
import { headingName } from '#features/recording/recordingName.ts'
import { isHandledElsewhere } from '#features/replay/screen/isHandledElsewhere.ts'
import { clockDuration } from '#lib/duration.ts'
import { formatNumber } from '#lib/format.ts'
import { exactTimeWithZone } from '#lib/instant.ts'
import { paths } from '#lib/paths.ts'
import { shortUrl } from '#lib/safeUrl.ts'
import { cutText } from '#lib/cutText.ts'
import { type Connection, useSettings } from '#storage/connections.ts'
import type { Decision } from '#storage/triage.ts'
import { Row, Stack, Text } from '#ui/layout.tsx'
import { PageHeader } from '#ui/PageHeader.tsx'
import { ProgressBar } from '#ui/ProgressBar.tsx'
import { TriageBar } from './TriageBar.tsx'
import { ExportDecisions, TriageDone } from './TriageDone.tsx'
import classes from './TriagePage.module.css'
import { useDecisions } from './useDecisions.ts'
import { useTriageQueue } from './useTriageQueue.ts'

const RecordingReplay = lazy(() =>
  import('#features/replay/RecordingReplay.tsx').then(({ RecordingReplay: Replay }) => ({ default: Replay })),
)

function ignorePosition() {
  // the address names the recording, not the time
}

/** Plays the recordings of a list one after the other, to keep or skip each. */
export function TriagePage() {
  const connection = useConnection()
  const { search } = useLocation()
  const decisions = useDecisions(connection)
  const queue = useTriageQueue(connection, decisions)
  const { list, current } = queue
  const rows = list.data?.rows ?? []
  const table = `${paths.recordings(connection.projectId)}${withoutOpen(search)}`

  async function decide(decision: Decision['decision']) {
    if (current && (await decisions.decide(current, decision))) queue.openNext()
  }

  async function undo() {
    const id = await decisions.undo()
    if (id !== null) queue.reopen(id)
  }

  useShortcuts({ k: () => decide('kept'), s: () => decide('skipped'), z: undo })

  return (
    <>
      <title>{`Triage · ${connection.projectName ?? `Project ${connection.projectId}`} · Replay Desk`}</title>
      <PageHeader
        title="Triage"
        description={
          <>
            Keep or skip each recording of a list. Decisions stay in this browser. <Link to={table}>Back to the table</Link>
          </>
        }
        actions={<ExportDecisions connection={connection} decisions={decisions.all} />}
      />
      {list.error && <Failure error={asApiError(list.error)} onRetry={() => void list.refetch()} />}
      {list.isPending && (
        <Text size="sm" tone="dimmed" role="status" className={classes['band']}>
          Loading recordings…
        </Text>
      )}
      {rows.length > 0 && <Progress queue={queue} decisions={decisions} />}
      {current && (
        <CurrentRecording
          recording={current}
          connection={connection}
          queue={queue}
          decision={decisions.of(current.id)}
          onDecide={(decision) => void decide(decision)}
          onUndo={() => void undo()}
        />
      )}
      {list.data && !current && decisions.isKnown && (
        <TriageDone
          connection={connection}
          decisions={decisions.all}
          count={rows.length}
          table={table}
          onNextPage={list.data.hasMore ? queue.openNext : undefined}
        />
      )}
    </>
  )
}

function useShortcuts(actions: Readonly<Record<string, () => Promise<void>>>) {
  const { shortcuts } = useSettings()
  const handleKey = useEffectEvent((event: KeyboardEvent) => {
    const action = isHandledElsewhere(event) ? undefined : actions[event.key]
    if (!action) return
    event.preventDefault()
    void action()
  })

  // Syncs with the document, because shortcuts work wherever the focus is.
  useEffect(() => {
    if (!shortcuts) return
    document.addEventListener('keydown', handleKey)
    return () => document.removeEventListener('keydown', handleKey)
  }, [shortcuts])
}

type ProgressProps = { queue: ReturnType<typeof useTriageQueue>; decisions: ReturnType<typeof useDecisions> }

function Progress({ queue: { list, slice, current, index }, decisions }: ProgressProps) {
  const rows = list.data?.rows ?? []
  const decided = rows.filter(({ id }) => decisions.of(id) !== null).length
  const total = list.data?.hasMore === false ? slice.offset + rows.length : (list.data?.total ?? null)
  const place = `${formatNumber(slice.offset + index + 1)}${total === null ? '' : ` of ${formatNumber(total)}`}`
  return (
    <Stack gap={4} className={classes['progress']}>
      <Text size="sm" tone="dimmed" numeric role="status">
        {current ? `Recording ${place} · ` : ''}
        {formatNumber(decided)} of {formatNumber(rows.length)} on this page decided
      </Text>
      <ProgressBar label="Decided on this page" done={decided} total={rows.length} />
    </Stack>
  )
}

type CurrentProps = {
  recording: Recording
  connection: Connection
  queue: ReturnType<typeof useTriageQueue>
  decision: Decision['decision'] | null
  onDecide: (decision: Decision['decision']) => void
  onUndo: () => void
}

function CurrentRecording({ recording, connection, queue, decision, onDecide, onUndo }: CurrentProps) {
  const { id, startTime } = recording
  return (
    <>
      <Row justify="space-between" wrap className={classes['band']}>
        <RecordingHeading recording={recording} />
        <TriageBar decision={decision} onDecide={onDecide} onNext={queue.hasNext ? queue.openNext : undefined} onUndo={onUndo} />
      </Row>
      <Suspense fallback={<div className={classes['player']} />}>
        <RecordingReplay
          key={id}
          connection={connection}
          recording={recording}
          startAt={secondsBefore(queue.list.data?.found?.matches.get(id), startTime)}
          plays
          onPositionChange={ignorePosition}
          linkAt={(seconds) => recordingLink(connection, id, seconds)}
          onPrevious={queue.openPrevious}
          onNext={queue.hasNext ? queue.openNext : undefined}
        />
      </Suspense>
    </>
  )
}

function withoutOpen(search: string): string {
  const params = new URLSearchParams(search)
  params.delete('open')
  return params.size === 0 ? '' : `?${params}`
}

function RecordingHeading({ recording }: { recording: Recording }) {
  const { startTime, startUrl, recordingDuration } = recording
  const facts = [
    startTime && exactTimeWithZone(startTime),
    recordingDuration !== null && clockDuration(recordingDuration),
    startUrl && cutText(shortUrl(startUrl), 80),
  ]
  return (
    <Row as="h2" gap="0 10px" align="baseline" wrap className={classes['heading']}>
      <bdi>{headingName(recording)}</bdi>
      <Text as="span" size="sm" tone="dimmed" numeric className={classes['facts']}>
        <bdi>{facts.filter(Boolean).join(' · ')}</bdi>
      </Text>
    </Row>
  )
}
