import { useEffect, useRef, useState } from 'react'
import type { Connection } from '#storage/connections.ts'
import { draftOf, queryHistory, withDraft } from '#storage/queryHistory.ts'

/** So long after the last key a draft is kept, in milliseconds. */
const saveDelayMs = 400

/** What was last written for this project, and how to keep what is written now. */
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
  // Talks to nobody: keeps what leaving does up to date.
  useEffect(() => {
    latest.current = flush
  })

  // Talks to the window: what was written last is kept also when the page goes.
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
