import { Link } from 'react-router-dom'
import type { Connection } from '#storage/connections.ts'
import type { Recording } from '#api/recordings/recordings.ts'
import { CopyButton } from '#ui/CopyButton.tsx'
import { EmptyValue } from '#ui/EmptyValue.tsx'
import { Fact, FactList } from '#ui/FactList.tsx'
import { LongText } from '#ui/LongText.tsx'
import { ExactTime } from './ExactTime.tsx'
import { Stack } from '#ui/layout.tsx'
import classes from './PersonFacts.module.css'
import { PropertyList } from './PropertyList.tsx'
import { isUnknownPerson, personQuestion, personRecordingsPath } from './personFilter.ts'

type Props = { connection: Connection; recording: Recording; now: number }

export function PersonFacts({ connection, recording, now }: Props) {
  const { person, distinctId } = recording
  const question = personQuestion(recording)
  const ids = [...new Set([...(distinctId === null ? [] : [distinctId]), ...(person?.distinctIds ?? [])])]
  return (
    <Stack as="section" gap={4} className={classes['person']} aria-label="Person">
      <h2>Person</h2>
      {question && (
        <Link className={classes['all']} to={personRecordingsPath(connection.projectId, question)}>
          All recordings of this person
        </Link>
      )}
      {isUnknownPerson(recording) && (
        <p className={classes['note']}>
          {person === null
            ? 'The server sent no person for this recording.'
            : 'PostHog has no person for this recording: they were never identified, or were deleted.'}
        </p>
      )}
      <FactList>
        <Fact name="Name">{person?.name ? <LongText text={person.name} /> : <EmptyValue meaning="Name unknown" unknown />}</Fact>
        <Fact name={ids.length > 1 ? 'Distinct IDs' : 'Distinct ID'}>
          {ids.length === 0 ? <EmptyValue meaning="Distinct ID unknown" unknown /> : <DistinctIds ids={ids} />}
        </Fact>
        {person?.createdAt && (
          <Fact name="First seen">
            <ExactTime at={person.createdAt} zone={connection.zone} now={now} unknown="" />
          </Fact>
        )}
      </FactList>
      {person && !isUnknownPerson(recording) && <PropertyList key={recording.id} properties={person.properties} />}
    </Stack>
  )
}

function DistinctIds({ ids }: { ids: string[] }) {
  return (
    <Stack as="ul" gap={2} className={classes['ids']}>
      {ids.slice(0, 20).map((id) => (
        <li key={id}>
          <code>
            <LongText text={id} maxLength={200} />
          </code>
          <CopyButton label={`Copy distinct ID ${id.slice(0, 80)}`} text={() => id} compact />
        </li>
      ))}
      {ids.length > 20 && <li>and {ids.length - 20} more</li>}
    </Stack>
  )
}
