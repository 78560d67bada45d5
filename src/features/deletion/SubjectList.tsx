import { unknownPerson } from '#api/recordings/personName.ts'
import { formatDateTime } from '#lib/instant.ts'
import { Text } from '#ui/layout.tsx'
import { TruncateMiddle } from '#ui/TruncateMiddle.tsx'
import { LineList } from '#ui/LineList.tsx'
import classes from './SubjectList.module.css'
import type { Subject } from './subjects.ts'
import { formatNumber } from '#lib/format.ts'

/** A person can have 50,000 recordings. */
const maxShown = 200

export function SubjectList({ subjects, zone }: { subjects: readonly Subject[]; zone: string | null }) {
  return (
    <LineList className={classes['subjects']} scrollLabel="Recordings to delete, scrollable" aria-label="Recordings to delete">
      {subjects.slice(0, maxShown).map(({ id, person, startTime }) => (
        <li key={id}>
          <Text as="bdi" cut>
            {person?.slice(0, 200) ?? unknownPerson}
          </Text>
          <Text as="span" tone="dimmed" numeric cut className={classes['start']}>
            {startTime === null ? 'Unknown start' : formatDateTime(startTime, zone)}
          </Text>
          <span className={classes['id']}>
            <TruncateMiddle text={id} focusable={false} />
          </span>
        </li>
      ))}
      {subjects.length > maxShown && (
        <Text as="li" tone="dimmed" className={classes['more']}>
          and {formatNumber(subjects.length - maxShown)} more. The receipt lists all of them.
        </Text>
      )}
    </LineList>
  )
}
