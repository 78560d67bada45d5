import type { ShareRow } from './shareRow.ts'

/** A recording that a scan found public. */
export const publicRow: ShareRow = {
  scanId: 'scan',
  id: 'r',
  state: 'public',
  token: 'AbCdEfGhIjKlMnOp',
  sharedSince: null,
  hasPassword: false,
  showsInspector: false,
  details: null,
  isListed: true,
  distinctId: null,
  startTime: null,
  checkedAt: '2026-09-17T12:00:00.000Z',
  change: null,
  isClosedHere: false,
  why: null,
}
