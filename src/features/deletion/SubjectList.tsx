import { unknownPerson } from '#api/recordings/personName.ts'
import { formatDateTime } from '#lib/instant.ts'
import parts from '#ui/dialogParts.module.css'
import { TruncateMiddle } from '#ui/TruncateMiddle.tsx'
import classes from './SubjectList.module.css'
import type { Subject } from './subjects.ts'
import { formatNumber } from '#lib/format.ts'

/** A person can have 50,000 recordings. */
const maxShown = 200

export function SubjectList({ subjects, zone }: { subjects: readonly Subject[]; zone: string | null }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a box that scrolls must be in reach of the keyboard
    <div className={parts['box']} tabIndex={0} role="group" aria-label="Recordings to delete, scrollable">
      <ul className={`${parts['list']} ${classes['subjects']}`} aria-label="Recordings to delete">
        {subjects.slice(0, maxShown).map(({ id, person, startTime }) => (
          <li key={id}>
            <bdi className={classes['person']}>{person?.slice(0, 200) ?? unknownPerson}</bdi>
            <span className={classes['start']}>{startTime === null ? 'Unknown start' : formatDateTime(startTime, zone)}</span>
            <span className={classes['id']}>
              <TruncateMiddle text={id} focusable={false} />
            </span>
          </li>
        ))}
      </ul>
      {subjects.length > maxShown && (
        <p className={classes['more']}>and {formatNumber(subjects.length - maxShown)} more. The receipt lists all of them.</p>
      )}
    </div>
  )
}
