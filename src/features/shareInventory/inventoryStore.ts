import type { Scan } from './scan.ts'
import type { ShareRow } from './shareRow.ts'
import type { Candidate } from './strategies.ts'
import type { Review } from './review.ts'

/** Whose: scans and reviews belong to a connection and one project of it. */
export type ProjectKey = { connectionId: string; projectId: string }

/** What became of one recording that was asked about: a row where there is something to show. */
export type CheckedCandidate = { id: string; row: ShareRow | null }

/**
 * What the register keeps in this browser. Every function may reject where storage is blocked or full. Of several tabs only the
 * one that holds the lock of a project writes its scans.
 */
export type InventoryStore = {
  /** A project's scans, the newest first. What cannot be read any more is taken out and counted. */
  scans: (key: ProjectKey) => Promise<{ scans: Scan[]; dropped: number }>
  saveScan: (scan: Scan) => Promise<void>
  /** Keeps some of what was found, each recording once per scan, and the scan as `change` makes it of how many were new. */
  addCandidates: (scanId: string, found: readonly Candidate[], change: (added: number) => Scan) => Promise<void>
  /** Some of those that were found and not asked about yet. Of a damaged one nothing but its id is left. */
  uncheckedCandidates: (scanId: string, limit: number) => Promise<Candidate[]>
  /** Keeps what was learned, and the scan with it, all or nothing. */
  saveChecked: (scan: Scan, checked: readonly CheckedCandidate[]) => Promise<void>
  /** Makes those that failed wait again. */
  requeueFailed: (scan: Scan) => Promise<void>
  /** A scan's rows, or those of some recordings. Damaged ones are left out; `damaged` names their recordings. */
  rows: (scanId: string, ids?: readonly string[]) => Promise<{ rows: ShareRow[]; damaged: string[] }>
  saveRows: (rows: readonly ShareRow[]) => Promise<void>
  /** Keeps the ended scan and lets go of what was only found. */
  finish: (scan: Scan) => Promise<void>
  drop: (scanId: string) => Promise<void>
  reviews: (key: ProjectKey) => Promise<Review[]>
  /** Null takes a recording's review away. */
  saveReview: (key: ProjectKey, id: string, review: Review | null) => Promise<void>
  /** Drops whatever belongs to a connection and host for which `isKept` says no. */
  dropForgotten: (isKnown: (connectionId: string, host: string | null) => boolean) => Promise<void>
}
