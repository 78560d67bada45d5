import { IconAlertTriangle } from '@tabler/icons-react'
import type { Problem } from '#features/schedule/problems.ts'
import classes from './SubscriptionDetails.module.css'

export function ProblemList({ problems }: { problems: readonly Problem[] }) {
  if (problems.length === 0) return null
  return (
    <section aria-label="Problems">
      <ul className={classes['problems']}>
        {problems.map(({ id, severity, title, why, next }) => (
          <li key={id} className={classes['problem']} data-severity={severity}>
            <IconAlertTriangle size={16} aria-hidden />
            <span>
              <strong>{title}.</strong> {why} {next}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
