import { type Problem, type ProblemId, problemKinds, type Severity } from '#features/schedule/problems.ts'
import type { AnalyzedSubscription } from '../analyzeSubscription.ts'

/** One subscription's share in a kind of problem. */
export type Affected = { analyzed: AnalyzedSubscription; problem: Problem }

/** A kind of problem with all that have it, in the order given. */
export type ProblemGroup = { id: ProblemId; severity: Severity; title: string; affected: Affected[] }

/** All problems by kind, the gravest kind first; kinds that nothing has are missing. */
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

/** How many subscriptions have a problem of each severity, each counted once, with its gravest. */
export function countBySeverity(shown: readonly AnalyzedSubscription[]): Record<Severity, number> {
  const counts = { error: 0, warning: 0, note: 0 }
  for (const { problems } of shown) {
    const worst = (['error', 'warning', 'note'] as const).find((one) => problems.some(({ severity }) => severity === one))
    if (worst) counts[worst] += 1
  }
  return counts
}
