import type { ActivityAction, ActivityEntry } from './activityLog.ts'

export const actionNames: Record<ActivityAction, string> = {
  shared: 'Made public',
  unshared: 'Turned off',
  rotated: 'Rotated link',
  revoked: 'Revoked permanently',
  'link settings changed': 'Link settings changed',
  'password switched': 'Password requirement changed',
  'password created': 'Password created',
  'password removed': 'Password removed',
  deleted: 'Deleted',
  exported: 'Exported',
  paused: 'Paused',
  resumed: 'Resumed',
  ended: 'Ended',
  'brought back': 'Restored',
  'test sent': 'Test sent',
}

/** For failed entries: "Turned off … Failed" would contradict itself. */
const attemptNames: Record<ActivityAction, string> = {
  shared: 'Make public',
  unshared: 'Turn off',
  rotated: 'Rotate link',
  revoked: 'Revoke permanently',
  'link settings changed': 'Change link settings',
  'password switched': 'Change password requirement',
  'password created': 'Create password',
  'password removed': 'Remove password',
  deleted: 'Delete',
  exported: 'Export',
  paused: 'Pause',
  resumed: 'Resume',
  ended: 'End',
  'brought back': 'Restore',
  'test sent': 'Send test',
}

/** "Turned off", or "Turn off" if it failed. */
export function activityName({ action, outcome }: Pick<ActivityEntry, 'action' | 'outcome'>): string {
  return outcome === 'done' ? actionNames[action] : attemptNames[action]
}
