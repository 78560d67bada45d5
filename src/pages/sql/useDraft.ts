import { useEffect, useRef, useState } from 'react'
import type { Connection } from '#storage/connections.ts'
import { draftOf, queryHistory, withDraft } from '#storage/queryHistory.ts'

/** In milliseconds after the last key. */
const saveDelayMs = 400

/** The saved text of the editor, per project. */
export function useDraft(connection: Connection): { initialText: string; saveDraft: (text: string) => void } {
  const [initialText] = useState(() => draftOf(queryHistory.get(), connection) ?? '')
  const pending = useRef<{ text: string; timer: ReturnType<typeof setTimeout> } | null>(null)

  function flush() {
    if (!pending.current) return
    const { text, timer } = pending.current
    clearTimeout(timer)
    pending.current = null
    queryHistory.set((history) => withDraft(history, connection, text))
  }

  const latest = useRef(flush)
  // Keeps the cleanup up to date.
  useEffect(() => {
    latest.current = flush
  })

  // Saves when the page is closed or left.
  useEffect(() => {
    const save = () => latest.current()
    window.addEventListener('pagehide', save)
    return () => {
      window.removeEventListener('pagehide', save)
      save()
    }
  }, [])

  function saveDraft(text: string) {
    if (pending.current) clearTimeout(pending.current.timer)
    pending.current = { text, timer: setTimeout(() => latest.current(), saveDelayMs) }
  }

  return { initialText, saveDraft }
}
