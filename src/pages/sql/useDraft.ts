import { useEffect, useRef, useState } from 'react'
import type { Connection } from '#storage/connections.ts'
import { draftOf, queryHistory, withDraft } from '#storage/queryHistory.ts'

/** So long after the last key a draft is kept, in milliseconds. */
const calm = 400

/** What was last written for this project, and how to keep what is written now. */
export function useDraft(connection: Connection): { first: string; keep: (text: string) => void } {
  const [first] = useState(() => draftOf(queryHistory.get(), connection) ?? '')
  const pending = useRef<{ text: string; timer: ReturnType<typeof setTimeout> } | null>(null)

  function flush() {
    if (!pending.current) return
    const { text, timer } = pending.current
    clearTimeout(timer)
    pending.current = null
    queryHistory.set((book) => withDraft(book, connection, text))
  }

  const latest = useRef(flush)
  // Talks to nobody: keeps what leaving does up to date.
  useEffect(() => {
    latest.current = flush
  })

  // Talks to the window: what was written last is kept also when the page goes.
  useEffect(() => {
    const leave = () => latest.current()
    window.addEventListener('pagehide', leave)
    return () => {
      window.removeEventListener('pagehide', leave)
      leave()
    }
  }, [])

  function keep(text: string) {
    if (pending.current) clearTimeout(pending.current.timer)
    pending.current = { text, timer: setTimeout(() => latest.current(), calm) }
  }

  return { first, keep }
}
