import 'fake-indexeddb/auto'
import { QueryClient } from '@tanstack/react-query'
import { IDBFactory } from 'fake-indexeddb'
import { openDB } from 'idb'
import { beforeEach, expect, test, vi } from 'vitest'
import { MemoryStorage } from '#lib/memoryStorage.ts'
import type { Note } from './notes.ts'

beforeEach(() => {
  vi.resetModules()
  vi.stubGlobal('indexedDB', new IDBFactory())
  vi.stubGlobal('localStorage', new MemoryStorage())
})

const host = 'https://us.posthog.com'
const first: Note = {
  id: 'n1',
  connectionId: 'c1',
  host,
  projectId: '1',
  recordingId: 'r1',
  at: 16_314,
  text: 'The error',
  createdAt: '2026-11-29T12:00:00.000Z',
}

async function openNotes() {
  const notes = await import('./notes.ts')
  const texts = async (recordingId: string, projectId = '1') => {
    const found = await new QueryClient().fetchQuery(notes.noteQueries.ofRecording({ host, projectId, recordingId }))
    return found.map(({ text }) => text)
  }
  return { ...notes, texts }
}

test('notes of a recording are in the order of their times, for every connection to its host', async () => {
  const { saveNote, texts } = await openNotes()
  await saveNote(first)
  await saveNote({ ...first, id: 'n2', connectionId: 'c2', at: 900, text: 'The start' })
  await saveNote({ ...first, id: 'n3', projectId: '2', text: 'Elsewhere' })
  expect(await texts('r1')).toEqual(['The start', 'The error'])
  await saveNote({ ...first, text: 'The error, again' })
  expect(await texts('r1')).toEqual(['The start', 'The error, again'])
})

test('forgetting a connection removes what was written under it, deleting a recording what was written about it', async () => {
  const { saveNote, forgetNotes, dropNotes, texts } = await openNotes()
  await saveNote(first)
  await saveNote({ ...first, id: 'n2', connectionId: 'c2', text: 'By another' })
  await saveNote({ ...first, id: 'n3', connectionId: 'c2', recordingId: 'r2', text: 'About another' })
  await forgetNotes('c1')
  expect(await texts('r1')).toEqual(['By another'])
  await dropNotes({ id: 'c9', host, key: 'k', projectId: '1' }, new Set(['r1']))
  expect(await texts('r1')).toEqual([])
  expect(await texts('r2')).toEqual(['About another'])
})

test('a database of the version without notes keeps its records and gets notes', async () => {
  const former = await openDB('replay-desk-records', 1, {
    upgrade(database) {
      database.createObjectStore('reviews', { keyPath: ['connectionId', 'projectId', 'id'] })
      database.createObjectStore('copied')
    },
  })
  await former.put('reviews', { connectionId: 'c1', projectId: '1', id: 'r1' })
  former.close()
  const { saveNote, texts } = await openNotes()
  await saveNote(first)
  expect(await texts('r1')).toEqual(['The error'])
  const { openDatabase } = await import('./database.ts')
  expect(await (await openDatabase()).count('reviews')).toBe(1)
})
