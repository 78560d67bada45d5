import { cutText } from '#lib/cutText.ts'
import { isRecord } from '#lib/isRecord.ts'
import type { ReplayNote } from './notes/replayNote.ts'

export type FileError =
  | { kind: 'empty' }
  /** In bytes. */
  | { kind: 'too-big'; size: number; max: number }
  /** Neither JSON nor JSON lines; `looksLike` is a guess. */
  | { kind: 'no-recording'; looksLike: string | null }
  | { kind: 'unknown-version'; version: string }
  | { kind: 'no-events' }
  | { kind: 'unreadable' }

/** Null if the file does not say. */
export type FileFacts = {
  recordingId: string | null
  personName: string | null
  notes: readonly ReplayNote[]
  source: 'replay-desk' | 'posthog' | 'rrweb'
}

/** Events that have not been checked yet. */
export type FileContent = { facts: FileFacts; values: unknown[] }

/** PostHog has two export formats; ours is the newer one. */
export const exportVersion = '2023-04-28'
const olderVersion = '2022-12-02'

/** Names and ids are shorter. */
const maxText = 300

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? cutText(value, maxText) : null
}

function personNameOf(person: unknown): string | null {
  if (!isRecord(person)) return null
  const properties = isRecord(person['properties']) ? person['properties'] : {}
  return textOrNull(person['name']) ?? textOrNull(properties['email']) ?? textOrNull(properties['name'])
}

const maxNotes = 1000
const maxNoteText = 5000

function notesOf(notes: unknown): ReplayNote[] {
  return (Array.isArray(notes) ? notes.slice(0, maxNotes) : []).flatMap((note, index) => {
    if (!isRecord(note)) return []
    const { at, text, created_at: createdAt } = note
    if (typeof at !== 'number' || !(at >= 0) || typeof text !== 'string') return []
    return [{ id: String(index), at, text: cutText(text, maxNoteText), createdAt: textOrNull(createdAt) ?? '' }]
  })
}

function parseExport({ version, data, exporter }: Record<string, unknown>): FileContent | FileError {
  if (!isRecord(data)) return { kind: 'no-events' }
  const facts: FileFacts = {
    recordingId: textOrNull(data['id']),
    personName: personNameOf(data['person']),
    notes: notesOf(data['notes']),
    source: exporter === undefined ? 'posthog' : 'replay-desk',
  }
  if (Array.isArray(data['snapshots'])) return { facts, values: data['snapshots'] }
  const eventsByWindow = data['snapshotsByWindowId']
  if (version === olderVersion && isRecord(eventsByWindow)) return { facts, values: Object.entries(eventsByWindow) }
  return { kind: 'unknown-version', version: typeof version === 'string' ? version : (JSON.stringify(version) ?? '') }
}

/**
 * Finds events in our export and PostHog's (`{version, data: {id, person, snapshots}}`, or by window in its older version), or in
 * anything that `findEvents` reads, such as a list of rrweb events.
 */
export function parseContent(json: unknown): FileContent | FileError {
  if (isRecord(json) && 'version' in json && 'data' in json) return parseExport(json)
  const facts: FileFacts = { recordingId: null, personName: null, notes: [], source: 'rrweb' }
  if (Array.isArray(json)) return { facts, values: json }
  if (!isRecord(json)) return { kind: 'no-recording', looksLike: null }
  const list = ['snapshots', 'events'].map((name) => json[name]).find(Array.isArray)
  return list ? { facts, values: list } : { facts, values: [json] }
}

const signatures: [RegExp, string][] = [
  [/^\s*</, 'a web page'],
  [/^PK[^\w\s]/, 'a ZIP archive'],
  [/^%PDF/, 'a PDF'],
  [/^.{4}ftyp|^.E\S\S.{0,40}(?:webm|matroska)/s, 'a video'],
]

/** Guesses a file's type from its first characters. */
export function looksLike(text: string): string | null {
  return signatures.find(([pattern]) => pattern.test(text.slice(0, 100)))?.[1] ?? null
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1_000_000)} MB`
}

export function fileErrorMessage(error: FileError): { message: string; next: string } {
  const hint = 'Choose a JSON export from Replay Desk or PostHog, or a list of rrweb events.'
  switch (error.kind) {
    case 'empty':
      return { message: 'This file is empty.', next: hint }
    case 'too-big':
      return {
        message: `This file is ${megabytes(error.size)}. The limit is ${megabytes(error.max)}.`,
        next: 'Export a shorter recording.',
      }
    case 'no-recording':
      return {
        message: error.looksLike
          ? `This is ${error.looksLike}, not a recording.`
          : 'This file isn’t a recording: it contains no JSON.',
        next: hint,
      }
    case 'unknown-version':
      return {
        message: `Export version “${error.version}” isn’t supported.`,
        next: 'Export it again with Replay Desk or a current version of PostHog.',
      }
    case 'no-events':
      return { message: 'This file contains no recording events.', next: hint }
    case 'unreadable':
      return { message: 'This file couldn’t be read.', next: 'It may have been moved or changed. Choose it again.' }
  }
}
