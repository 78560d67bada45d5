import type { Sharing } from '#api/sharing/sharing.ts'
import { rowAfter } from './logActions.ts'
import type { ShareRow } from '#storage/shareRow.ts'

type Answer = { data: Sharing | undefined; dataUpdatedAt: number }

function isChanged(row: ShareRow, { enabled, accessToken, passwordRequired }: Sharing): boolean {
  if (enabled !== (row.state === 'public')) return true
  return enabled && (accessToken !== row.token || (passwordRequired ?? null) !== row.hasPassword)
}

/**
 * The row updated from a newer answer; null if nothing changed. An answer that has just arrived counts as newer even if the clock
 * was set back.
 */
export function newerRow(row: ShareRow, answer: Answer | undefined, hasJustArrived: boolean): ShareRow | null {
  if (row.state === 'failed' || answer?.data === undefined) return null
  if (!hasJustArrived && answer.dataUpdatedAt <= Date.parse(row.checkedAt)) return null
  if (!isChanged(row, answer.data)) return null
  const checkedAt = new Date(answer.dataUpdatedAt).toISOString()
  return rowAfter(row, { sharing: answer.data }, checkedAt)
}
