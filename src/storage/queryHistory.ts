import { useSyncExternalStore } from 'react'
import { newId } from '#lib/newId.ts'
import { type Repaired, type Stored, stored } from '#lib/stored.ts'
import * as v from 'valibot'
import { readAs } from '#lib/readAs.ts'

/** A project as one connection sees it. */
type ProjectRef = { id: string; projectId: string }

const Text = v.pipe(v.string(), v.minLength(1))

const Entry = v.object({
  id: Text,
  connectionId: v.string(),
  projectId: v.string(),
  text: Text,
  /** When it was last run or set aside, in milliseconds since 1970. */
  at: v.number(),
  /** False for a draft that was set aside without running. */
  ran: v.fallback(v.boolean(), true),
})

/** A query that was run or set aside in this browser. */
export type QueryEntry = v.InferOutput<typeof Entry>

const Draft = v.object({ connectionId: v.string(), projectId: v.string(), text: v.string() })

/** Queries without their results. `refusals`, `drafting`: IDs of connections whose server refused or sent an AI draft. */
type QueryHistory = { entries: QueryEntry[]; drafts: v.InferOutput<typeof Draft>[]; refusals: string[]; drafting: string[] }

/** Per project, and in all: storage has room for a few million characters. */
export const maxEntries = 200
export const maxCharacters = 1_000_000

const none: QueryHistory = { entries: [], drafts: [], refusals: [], drafting: [] }

const StoredHistory = v.object({
  entries: v.fallback(v.array(v.unknown()), []),
  drafts: v.fallback(v.array(v.unknown()), []),
  refusals: v.fallback(v.array(v.unknown()), []),
  drafting: v.fallback(v.array(v.unknown()), []),
})

function isText(value: unknown): value is string {
  return typeof value === 'string'
}

function repair(input: unknown): Repaired<QueryHistory> {
  const read = v.safeParse(StoredHistory, input)
  if (!read.success) return { value: none, problem: 'The stored query history couldn’t be read and was reset.' }
  const { entries, drafts, refusals, drafting } = read.output
  return {
    value: {
      entries: entries.flatMap((one) => readAs(Entry, one) ?? []),
      drafts: drafts.flatMap((one) => readAs(Draft, one) ?? []),
      refusals: refusals.filter(isText),
      drafting: drafting.filter(isText),
    },
    problem: null,
  }
}

/** A value of its own, so that the first load does not read it. `area` is for tests. */
export function createQueryHistory(area: () => Storage): Stored<QueryHistory> {
  return stored({ name: 'replay-desk-queries', area, empty: none, repair })
}

export const queryHistory = createQueryHistory(() => localStorage)

export function useQueryHistory(): QueryHistory {
  return useSyncExternalStore(queryHistory.subscribe, queryHistory.get)
}

function isOf({ id, projectId }: ProjectRef, one: { connectionId: string; projectId: string }): boolean {
  return one.connectionId === id && one.projectId === projectId
}

/** Latest first. */
export function entriesOf({ entries }: QueryHistory, project: ProjectRef): QueryEntry[] {
  return entries.filter((one) => isOf(project, one))
}

/** Drops the oldest entries of a project that has too many, or of all if there is too much text. */
function bounded(entries: readonly QueryEntry[]): QueryEntry[] {
  const counts = new Map<string, number>()
  let characters = 0
  return entries.filter(({ connectionId, projectId, text }) => {
    const of = `${connectionId} ${projectId}`
    const count = (counts.get(of) ?? 0) + 1
    counts.set(of, count)
    characters += text.length
    return count <= maxEntries && characters <= maxCharacters
  })
}

/** A query with the same text moves to the top. `now` in milliseconds since 1970. */
export function addQuery(
  history: QueryHistory,
  project: ProjectRef,
  text: string,
  { ran, now }: { ran: boolean; now: number },
): QueryHistory {
  const trimmed = text.trim()
  if (trimmed === '') return history
  const before = history.entries.find((one) => isOf(project, one) && one.text === trimmed)
  if (before && !ran) return history
  const entry = { id: newId(), connectionId: project.id, projectId: project.projectId, text: trimmed, at: now, ran }
  return { ...history, entries: bounded([entry, ...history.entries.filter((one) => one !== before)]) }
}

export function withoutEntries(history: QueryHistory, project: ProjectRef): QueryHistory {
  return { ...history, entries: history.entries.filter((one) => !isOf(project, one)) }
}

/** What was last written in the editor; null if nothing was. */
export function draftOf({ drafts }: QueryHistory, project: ProjectRef): string | null {
  return drafts.find((one) => isOf(project, one))?.text ?? null
}

export function withDraft(history: QueryHistory, project: ProjectRef, text: string): QueryHistory {
  const others = history.drafts.filter((one) => !isOf(project, one))
  return { ...history, drafts: [{ connectionId: project.id, projectId: project.projectId, text }, ...others].slice(0, 50) }
}

/** Remembers that the server refused to draft, so that it is not tried again. */
export function withRefusal(history: QueryHistory, connectionId: string): QueryHistory {
  return history.refusals.includes(connectionId) ? history : { ...history, refusals: [...history.refusals, connectionId] }
}

/** Remembers that the server drafts for this key, so that the prompt is shown without a click. */
export function withDrafting(history: QueryHistory, connectionId: string): QueryHistory {
  return history.drafting.includes(connectionId) ? history : { ...history, drafting: [...history.drafting, connectionId] }
}

/** For a connection with another key, which the server may not refuse. */
export function forgetRefusal(connectionId: string) {
  const { refusals, drafting } = queryHistory.get()
  if (![...refusals, ...drafting].includes(connectionId)) return
  queryHistory.set((history) => ({
    ...history,
    refusals: history.refusals.filter((id) => id !== connectionId),
    drafting: history.drafting.filter((id) => id !== connectionId),
  }))
}

export function forgetQueries(connectionId: string) {
  queryHistory.set(({ entries, drafts, refusals, drafting }) => ({
    entries: entries.filter((one) => one.connectionId !== connectionId),
    drafts: drafts.filter((one) => one.connectionId !== connectionId),
    refusals: refusals.filter((id) => id !== connectionId),
    drafting: drafting.filter((id) => id !== connectionId),
  }))
}
