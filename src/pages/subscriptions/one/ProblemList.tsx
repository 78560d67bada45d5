import { IconAlertTriangle } from '@tabler/icons-react'
import type { Problem } from '#features/schedule/problems.ts'
import { Row, Stack } from '#ui/layout.tsx'
import classes from './SubscriptionDetails.module.css'

export function ProblemList({ problems }: { problems: readonly Problem[] }) {
  if (problems.length === 0) return null
  return (
    <section aria-label="Problems">
      <Stack as="ul" gap={4} size="sm" breaks>
        {problems.map(({ id, severity, title, why, next }) => (
          <Row as="li" align="stretch" key={id} className={classes['problem']} data-severity={severity}>
            <IconAlertTriangle size={16} aria-hidden />
            <span>
              <strong>{title}.</strong> {why} {next}
            </span>
          </Row>
        ))}
      </Stack>
    </section>
  )
}
