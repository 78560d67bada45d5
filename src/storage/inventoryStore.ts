import type { Scan } from './scan.ts'
import type { Candidate, ShareRow } from './shareRow.ts'
import type { Review } from './review.ts'

/** Scans and reviews belong to a connection and a project. */
export type ProjectKey = { connectionId: string; projectId: string }

/** `row` is null if there is nothing to show. */
export type CheckedCandidate = { id: string; row: ShareRow | null }

/**
 * The share inventory of this browser. Every function rejects if storage is blocked or full. Only the tab that holds the lock of a
 * project writes its scans.
 */
export type InventoryStore = {
  /** Newest first. `dropped` counts damaged scans that were removed. */
  scans: (key: ProjectKey) => Promise<{ scans: Scan[]; dropped: number }>
  saveScan: (scan: Scan) => Promise<void>
  /** Saves new candidates, and the scan that `change` returns for their number. */
  addCandidates: (scanId: string, found: readonly Candidate[], change: (added: number) => Scan) => Promise<void>
  /** Candidates that were not checked yet. Damaged ones keep only their ID. */
  uncheckedCandidates: (scanId: string, limit: number) => Promise<Candidate[]>
  /** Saves results and the scan in one transaction. */
  saveChecked: (scan: Scan, checked: readonly CheckedCandidate[]) => Promise<void>
  /** Turns failed rows into candidates again. */
  requeueFailed: (scan: Scan) => Promise<void>
  /** All rows of a scan, or those of `ids`. `damaged` lists recordings whose row is unreadable. */
  rows: (scanId: string, ids?: readonly string[]) => Promise<{ rows: ShareRow[]; damaged: string[] }>
  saveRows: (rows: readonly ShareRow[]) => Promise<void>
  /** Saves the ended scan and deletes its candidates. */
  finish: (scan: Scan) => Promise<void>
  drop: (scanId: string) => Promise<void>
  reviews: (key: ProjectKey) => Promise<Review[]>
  /** Null removes the review. */
  saveReview: (key: ProjectKey, id: string, review: Review | null) => Promise<void>
  /** Removes everything of connections that are not known any more. */
  dropForgotten: (isKnown: (connectionId: string, host: string | null) => boolean) => Promise<void>
}
