import { type Problem, type ProblemId, problemKinds, type Severity } from '#features/schedule/problems.ts'
import type { AnalyzedSubscription } from '../analyzeSubscription.ts'

export type Affected = { analyzed: AnalyzedSubscription; problem: Problem }

export type ProblemGroup = { id: ProblemId; severity: Severity; title: string; affected: Affected[] }

/** Groups by kind, most severe first; omits kinds without problems. */
export function groupProblems(shown: readonly AnalyzedSubscription[]): ProblemGroup[] {
  const groups = new Map<ProblemId, ProblemGroup>()
  for (const analyzed of shown) {
    for (const problem of analyzed.problems) {
      const { id, severity, title } = problem
      const group = groups.get(id)
      if (group) group.affected.push({ analyzed, problem })
      else groups.set(id, { id, severity, title, affected: [{ analyzed, problem }] })
    }
  }
  const order = Object.keys(problemKinds)
  return [...groups.values()].toSorted((one, other) => order.indexOf(one.id) - order.indexOf(other.id))
}

/** Counts each subscription once, by its most severe problem. */
export function countBySeverity(shown: readonly AnalyzedSubscription[]): Record<Severity, number> {
  const counts = { error: 0, warning: 0, note: 0 }
  for (const { problems } of shown) {
    const worst = (['error', 'warning', 'note'] as const).find((one) => problems.some(({ severity }) => severity === one))
    if (worst) counts[worst] += 1
  }
  return counts
}
