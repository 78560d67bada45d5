import { IconAlertTriangle, IconCircleX, IconInfoCircle } from '@tabler/icons-react'
import { useId, useState } from 'react'
import type { Severity } from '#features/schedule/problems.ts'
import { cutText, oneLine } from '#lib/cutText.ts'
import { ownerName } from '../ownerName.ts'
import type { ProblemGroup } from './groupProblems.ts'
import { kindMessages } from './kindMessages.ts'
import classes from './ProblemsTab.module.css'
import { Button } from '#ui/Button.tsx'
import { formatNumber } from '#lib/format.ts'

const atFirst = 5
const more = 50

const signs: Record<Severity, { Sign: typeof IconCircleX; word: string }> = {
  error: { Sign: IconCircleX, word: 'Error' },
  warning: { Sign: IconAlertTriangle, word: 'Warning' },
  note: { Sign: IconInfoCircle, word: 'Note' },
}

/** One kind of problem: why it matters, what to do, and every subscription that has it. */
export function ProblemSection({ group, onOpen }: { group: ProblemGroup; onOpen: (id: string) => void }) {
  const { id, severity, title, affected } = group
  const [most, setMost] = useState(atFirst)
  const headingId = useId()
  const { Sign, word } = signs[severity]
  const left = affected.length - most
  return (
    <section className={classes['section']} aria-labelledby={headingId}>
      <h2 id={headingId} className={classes['heading']} data-severity={severity}>
        <Sign size={16} role="img" aria-label={word} /> {title}{' '}
        <span className={classes['count']}>{formatNumber(affected.length)}</span>
      </h2>
      <p className={classes['why']}>
        {kindMessages[id].why} <span className={classes['next']}>{kindMessages[id].next}</span>
      </p>
      <ul className={classes['list']}>
        {affected.slice(0, most).map(({ analyzed: { subscription, name }, problem }) => (
          <li key={subscription.id} className={classes['item']}>
            <button type="button" className={classes['name']} onClick={() => onOpen(subscription.id)}>
              <bdi>{cutText(oneLine(name), 120)}</bdi>
            </button>
            <span className={classes['owner']}>
              <bdi>{cutText(oneLine(ownerName(subscription.createdBy) ?? 'No owner'), 60)}</bdi>
            </span>
            <span className={classes['said']}>{problem.why}</span>
          </li>
        ))}
      </ul>
      {left > 0 && (
        <Button variant="subtle" aria-describedby={headingId} onClick={() => setMost(most + more)}>
          {`Show ${formatNumber(Math.min(left, more))} more`}
        </Button>
      )}
    </section>
  )
}
