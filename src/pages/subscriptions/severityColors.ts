import type { Severity } from '#features/schedule/problems.ts'

export const severityColors: Record<Severity, string> = {
  error: 'var(--rd-danger)',
  warning: 'var(--rd-warning)',
  note: 'var(--mantine-color-dimmed)',
}
