import type { Activity } from '#storage/activityLog.ts'
import { personOf } from './inventoryView.ts'
import type { ActionResult, ShareAction } from './runAction.ts'
import type { Change, ShareRow } from '#storage/shareRow.ts'

type EntryFields = Pick<Activity, 'action' | 'outcome'> & { detail?: string | null }

const activityActions = {
  'turn off': 'unshared',
  revoke: 'revoked',
  'require password': 'password switched',
  'turn on': 'shared',
} as const

function entriesOf(shareAction: ShareAction, { outcome, why }: ActionResult): EntryFields[] {
  const action = activityActions[shareAction]
  switch (outcome) {
    case 'done':
      return [{ action, outcome: 'done', detail: shareAction === 'require password' ? 'required' : null }]
    case 'returns':
    case 'unsure':
      return [
        { action: 'unshared', outcome: 'done' },
        { action, outcome: 'failed', detail: why },
      ]
    case 'another link':
    case 'failed':
      return [{ action, outcome: 'failed', detail: why }]
    case 'unknown':
      return [{ action, outcome: 'unknown', detail: why }]
  }
}

export function activityOf(action: ShareAction, row: ShareRow, result: ActionResult): Activity[] {
  const about = { kind: 'recording', subject: row.id, subjectName: personOf(row), token: row.token } as const
  return entriesOf(action, result).map((one) => ({ ...about, ...one }))
}

/** Compares a public row with the previous scan again; new and unknown rows stay as they are. */
function changeAfter({ change, token }: ShareRow, now: string | null): Change | null {
  if (change === null || change === 'new' || change === 'found' || change === 'unknown') return change
  if (now !== token) return 'link changed'
  return change === 'closed' ? 'unchanged' : change
}

/** The row after an action; null if the server returned no state. */
export function rowAfter(row: ShareRow, { sharing }: Pick<ActionResult, 'sharing'>, checkedAt: string): ShareRow | null {
  if (sharing === null) return null
  const hasPassword = sharing.passwordRequired ?? row.hasPassword
  if (sharing.enabled) {
    const sharedSince = sharing.createdAt?.toISOString() ?? row.sharedSince
    const token = sharing.accessToken
    const change = changeAfter(row, token)
    return { ...row, state: 'public', token, sharedSince, hasPassword, checkedAt, change, isClosedHere: false }
  }
  return { ...row, state: 'closed', hasPassword, checkedAt, isClosedHere: row.isClosedHere || row.state === 'public' }
}
