import { isOutside } from '#lib/domains.ts'
import type { ShareRow } from '#storage/shareRow.ts'
import { counted } from '#lib/format.ts'
import { ageInDays } from '#lib/instant.ts'

export type RiskReason = { points: number; label: string }
export type RiskLevel = 'high' | 'medium' | 'low'
export type Risk = { points: number; level: RiskLevel; reasons: RiskReason[] }

/** Minimum points of each level. */
export const highFrom = 5
export const mediumFrom = 3

/** Oldest first. */
const ages = [
  { days: 365, points: 3 },
  { days: 90, points: 2 },
  { days: 30, points: 1 },
] as const

/** Shown beside the table. */
export const riskRule: readonly { label: string; points: string }[] = [
  { label: 'No password required', points: '3' },
  { label: 'Link older than 30 days, 90 days, 1 year', points: '1, 2, 3' },
  { label: 'Person’s email is outside your domains', points: '2' },
  { label: 'Console errors, which may contain sensitive data', points: '1' },
  { label: 'Public page shows console and network', points: '1' },
]

/** Whole days since the link was created; null if unknown. Never negative, even if clocks differ. */
export function ageDays({ sharedSince }: Pick<ShareRow, 'sharedSince'>, now: number): number | null {
  return sharedSince === null ? null : ageInDays(sharedSince, now)
}

/** Applies `riskRule`. `now` in milliseconds since 1970. */
export function riskOf(row: ShareRow, ownDomains: readonly string[], now: number): Risk {
  const age = ageDays(row, now)
  const old = age === null ? undefined : ages.find(({ days }) => age > days)
  const email = row.details?.email ?? null
  const errors = row.details?.consoleErrors ?? 0
  const reasons = [
    row.hasPassword !== true && { points: 3, label: 'No password required' },
    old !== undefined && age !== null && { points: old.points, label: `Link is ${counted(age, 'day')} old` },
    email !== null && isOutside(email, ownDomains) && { points: 2, label: `${email} is outside your domains` },
    errors > 0 && { points: 1, label: counted(errors, 'console error') },
    row.showsInspector && { points: 1, label: 'Public page shows console and network' },
  ].filter((reason) => reason !== false)
  const points = reasons.reduce((sum, reason) => sum + reason.points, 0)
  return { points, level: points >= highFrom ? 'high' : points >= mediumFrom ? 'medium' : 'low', reasons }
}
