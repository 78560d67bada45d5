import { useMemo } from 'react'
import { EmptyState } from '#ui/EmptyState.tsx'
import { HistoryBar } from '../history/HistoryBar.tsx'
import type { TabProps } from '../analyzeSubscription.ts'
import { countBySeverity, groupProblems } from './groupProblems.ts'
import { ProblemSection } from './ProblemSection.tsx'
import classes from './ProblemsTab.module.css'
import { counted, formatNumber } from '#lib/format.ts'

export function ProblemsTab({ connection, shown, onOpen }: TabProps) {
  const groups = useMemo(() => groupProblems(shown), [shown])
  const { error, warning, note } = useMemo(() => countBySeverity(shown), [shown])
  if (groups.length === 0) {
    return (
      <div className={classes['box']}>
        <HistoryBar connection={connection} shown={shown} />
        <EmptyState title="No problems found">Checked {counted(shown.length, 'subscription')}.</EmptyState>
      </div>
    )
  }
  const parts = [
    ...(error > 0 ? [`${formatNumber(error)} failing`] : []),
    ...(warning > 0 ? [`${formatNumber(warning)} to review`] : []),
    ...(note > 0 ? [`${formatNumber(note)} for information`] : []),
  ]
  return (
    // A scrollable box must be reachable by keyboard (axe: scrollable-region-focusable).
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={classes['box']} role="group" aria-label="Problems, scrollable" tabIndex={0}>
      <p className={classes['sum']}>
        {`${formatNumber(error + warning + note)} of ${counted(shown.length, 'subscription')} need attention: ${parts.join(', ')}.`}
      </p>
      <HistoryBar connection={connection} shown={shown} />
      {groups.map((group) => (
        <ProblemSection key={group.id} group={group} onOpen={onOpen} />
      ))}
    </div>
  )
}
