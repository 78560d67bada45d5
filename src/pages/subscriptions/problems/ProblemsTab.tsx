import { useMemo } from 'react'
import { EmptyState } from '#ui/EmptyState.tsx'
import { HistoryBar } from '../history/HistoryBar.tsx'
import type { TabProps } from '../analyzeSubscription.ts'
import { countBySeverity, groupProblems } from './groupProblems.ts'
import { ProblemSection } from './ProblemSection.tsx'
import { ScrollBox } from '#ui/ScrollBox.tsx'
import { Text } from '#ui/layout.tsx'
import classes from './ProblemsTab.module.css'
import { counted, formatNumber } from '#lib/format.ts'

export function ProblemsTab({ connection, shown, onOpen }: TabProps) {
  const groups = useMemo(() => groupProblems(shown), [shown])
  const { error, warning, note } = useMemo(() => countBySeverity(shown), [shown])
  if (groups.length === 0) {
    return (
      <ScrollBox fills className={classes['box']}>
        <HistoryBar connection={connection} shown={shown} />
        <EmptyState title="No problems found">Checked {counted(shown.length, 'subscription')}.</EmptyState>
      </ScrollBox>
    )
  }
  const parts = [
    ...(error > 0 ? [`${formatNumber(error)} failing`] : []),
    ...(warning > 0 ? [`${formatNumber(warning)} to review`] : []),
    ...(note > 0 ? [`${formatNumber(note)} for information`] : []),
  ]
  return (
    <ScrollBox fills className={classes['box']} label="Problems, scrollable">
      <Text size="sm" tone="dimmed" className={classes['sum']}>
        {`${formatNumber(error + warning + note)} of ${counted(shown.length, 'subscription')} need attention: ${parts.join(', ')}.`}
      </Text>
      <HistoryBar connection={connection} shown={shown} />
      {groups.map((group) => (
        <ProblemSection key={group.id} group={group} onOpen={onOpen} />
      ))}
    </ScrollBox>
  )
}
