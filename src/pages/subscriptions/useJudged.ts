import { useEffect, useState } from 'react'
import type { Connection } from '#api/connection.ts'
import type { Subscription } from '#api/subscriptions.ts'
import { detectDialect } from '#features/schedule/detectDialect.ts'
import { type Dialect, usualDialect } from '#features/schedule/dialect.ts'
import { indexDuplicates } from '#features/schedule/duplicates.ts'
import { judge, type Judged } from './judged.ts'

/** So many at once take some milliseconds: the page stays at hand in between. */
const atOnce = 400

export type Judgement = { judged: readonly Judged[]; dialect: Dialect; isDone: boolean }

const nothing: Judgement = { judged: [], dialect: usualDialect, isDone: false }

/**
 * Everything found out about all subscriptions, worked out in pieces. What was found before stays until all of the new is
 * there. `now` in milliseconds since 1970; a change of it judges anew.
 */
export function useJudged(at: Connection, rows: readonly Subscription[], now: number, ownDomains: readonly string[]): Judgement {
  const [judgement, setJudgement] = useState(nothing)

  // Talks to the browser's timers: works on while nothing else waits.
  useEffect(() => {
    const dialect = detectDialect(rows, at.zone, now)
    const duplicates = indexDuplicates(rows, dialect)
    const context = { now, zone: at.zone, dialect, organisationDomains: ownDomains, duplicates }
    const judged: Judged[] = []
    let timer = setTimeout(function work() {
      for (const one of rows.slice(judged.length, judged.length + atOnce)) judged.push(judge(one, context))
      if (judged.length < rows.length) timer = setTimeout(work)
      else setJudgement({ judged, dialect, isDone: true })
    })
    return () => clearTimeout(timer)
  }, [at.zone, rows, now, ownDomains])

  return judgement
}
