import { IconAlertTriangle } from '@tabler/icons-react'
import type { Problem } from '#features/schedule/problems.ts'
import { Row, Stack } from '#ui/layout.tsx'
import { severityColors } from '../severityColors.ts'

export function ProblemList({ problems }: { problems: readonly Problem[] }) {
  if (problems.length === 0) return null
  return (
    <section aria-label="Problems">
      <Stack as="ul" gap={4} size="sm" breaks>
        {problems.map(({ id, severity, title, why, next }) => (
          <Row as="li" align="start" frame key={id}>
            <IconAlertTriangle size={16} color={severityColors[severity]} style={{ marginTop: 2 }} aria-hidden />
            <span>
              <strong>{title}.</strong> {why} {next}
            </span>
          </Row>
        ))}
      </Stack>
    </section>
  )
}
