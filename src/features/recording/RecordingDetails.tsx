import { redactKeyIn } from '#lib/redactKey.ts'
import type { ReactNode } from 'react'
import type { Connection } from '#storage/connections.ts'
import { asApiError } from '#api/http/errors.ts'
import type { WholeRecording } from '#api/recordings/recordings.ts'
import { BusyBar } from '#ui/BusyBar.tsx'
import { Disclosure } from '#ui/Disclosure.tsx'
import { RawJson } from '#ui/RawJson.tsx'
import { useNow } from '#ui/useNow.ts'
import { OtherRecordings } from './OtherRecordings.tsx'
import { PersonFacts } from './PersonFacts.tsx'
import { personQuestion } from './personFilter.ts'
import { RecordingActions } from './RecordingActions.tsx'
import { Stack } from '#ui/layout.tsx'
import { Notice } from '#ui/bands.tsx'
import classes from './RecordingDetails.module.css'
import { RecordingFacts } from './RecordingFacts.tsx'
import { RecordingFailure } from './RecordingFailure.tsx'
import { RecordingSkeleton } from './RecordingSkeleton.tsx'
import { Summary } from './Summary.tsx'
import { useRecording } from './useRecording.ts'

type Props = {
  connection: Connection
  id: string
  /** Uses two columns if there is room. */
  wide?: boolean
  /** More buttons beside “Mark as viewed”, shown once the recording has loaded. */
  actions?: ReactNode
  /** Its sharing, shown once the recording has loaded: above the facts of what is public, otherwise below everything. */
  sharing?: ReactNode
  isSharingFirst?: boolean
  /** Link target of another recording; its own page by default. */
  hrefOf?: (id: string) => string
}

export function RecordingDetails({ connection, id, ...shown }: Props) {
  const { query, row } = useRecording(connection, id)
  const now = useNow(30_000)
  if (query.isPending) {
    return (
      <>
        <RetryNotice query={query} />
        <RecordingSkeleton />
      </>
    )
  }
  if (query.data === undefined) {
    return (
      <>
        <BusyBar busy={query.isFetching} />
        <RecordingFailure
          connection={connection}
          id={id}
          error={query.error}
          row={row}
          now={now}
          onRetry={() => void query.refetch()}
        />
      </>
    )
  }
  return (
    <>
      <BusyBar busy={query.isFetching} />
      <RetryNotice query={query} />
      <Sections key={id} {...shown} connection={connection} whole={query.data} isComplete={!query.isPlaceholderData} now={now} />
    </>
  )
}

function RetryNotice({ query: { failureCount, failureReason } }: Pick<ReturnType<typeof useRecording>, 'query'>) {
  if (failureCount === 0) return null
  return <Notice role="status">{asApiError(failureReason).message} Retrying…</Notice>
}

type SectionsProps = Omit<Props, 'id'> & { whole: WholeRecording; isComplete: boolean; now: number }

function Sections({ connection, whole, isComplete, now, wide, actions, sharing, isSharingFirst = false, hrefOf }: SectionsProps) {
  const { recording, raw } = whole
  const question = personQuestion(recording)
  return (
    <Stack gap={20} className={classes['details']} data-wide={wide || undefined}>
      <RecordingActions connection={connection} recording={recording} watch={!wide} actions={actions} />
      {isSharingFirst && sharing}
      <Stack className={classes['columns']}>
        <Stack gap={12} className={classes['column']}>
          <Summary recording={recording} />
          <RecordingFacts connection={connection} whole={whole} now={now} />
        </Stack>
        <Stack gap={12} className={classes['column']}>
          <PersonFacts connection={connection} recording={recording} now={now} />
        </Stack>
      </Stack>
      <div className={classes['disclosures']}>
        {question && (
          <Disclosure title="Other recordings of this person">
            {() => <OtherRecordings connection={connection} id={recording.id} question={question} now={now} hrefOf={hrefOf} />}
          </Disclosure>
        )}
        <Disclosure title="Raw JSON">
          {() => (isComplete ? <RawJson raw={redactKeyIn(raw, connection.key)} /> : <Notice>Loading…</Notice>)}
        </Disclosure>
      </div>
      {!isSharingFirst && sharing}
    </Stack>
  )
}
