import type { ActivityAction, ActivityEntry } from './activityLog.ts'

/** What was done, as people are told of it. */
export const actionNames: Record<ActivityAction, string> = {
  shared: 'Made public',
  unshared: 'Turned off',
  rotated: 'New link',
  revoked: 'Revoked for good',
  'link settings changed': 'Link settings changed',
  'password switched': 'Password switched',
  'password created': 'Password created',
  'password removed': 'Password removed',
  deleted: 'Deleted',
  exported: 'Exported',
  paused: 'Paused',
  resumed: 'Resumed',
  ended: 'Ended',
  'brought back': 'Brought back',
  'test sent': 'Test sent',
}

/** The same of what was tried and failed: "Turned off … Failed" would say both. */
const attemptNames: Record<ActivityAction, string> = {
  shared: 'Make public',
  unshared: 'Turn off',
  rotated: 'New link',
  revoked: 'Revoke for good',
  'link settings changed': 'Change link settings',
  'password switched': 'Switch password',
  'password created': 'Create password',
  'password removed': 'Remove password',
  deleted: 'Delete',
  exported: 'Export',
  paused: 'Pause',
  resumed: 'Resume',
  ended: 'End',
  'brought back': 'Bring back',
  'test sent': 'Send test',
}

/** What an entry of the trail is about: "Turned off", or "Turn off" where that failed. */
export function activityName({ action, outcome }: Pick<ActivityEntry, 'action' | 'outcome'>): string {
  return outcome === 'done' ? actionNames[action] : attemptNames[action]
}
