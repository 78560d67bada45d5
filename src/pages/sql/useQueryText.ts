import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useLocation, useNavigate } from 'react-router-dom'
import type { Connection } from '#storage/connections.ts'
import { noteQuery, queryHistory } from '#storage/queryHistory.ts'
import * as v from 'valibot'
import type { QueryEditor } from './editor/queryEditor.ts'
import { readQueryLink, withoutQuery } from './queryLink.ts'
import { templates } from './templates.ts'
import { useDraft } from './useDraft.ts'
import { readAs } from '#lib/readAs.ts'

const Notice = v.object({ notice: v.string() })

/**
 * The text in the editor: kept as a draft while it is written, replaced by templates, drafts and links in one step that Undo
 * takes back. What would be lost by that after a reload is put aside in the history. A query that comes with a link is never
 * run by itself, and leaves the address once it stands in the editor.
 */
export function useQueryText(connection: Connection) {
  const { first, keep } = useDraft(connection)
  const [editor, setEditor] = useState<QueryEditor | null>(null)
  const current = useRef(first)
  const waiting = useRef<string | null>(null)
  const opened = useRef<QueryEditor | null>(null) // known a moment before the screen is drawn with it
  const [isEmpty, setEmpty] = useState(first.trim() === '')
  const location = useLocation()
  const navigate = useNavigate()
  const linked = readQueryLink(location)

  function change(text: string) {
    current.current = text
    setEmpty(text.trim() === '')
    keep(text)
  }

  /** What another text takes the place of is not lost after a reload either. */
  function putAside(text: string) {
    const before = current.current
    const isTemplate = templates.some(({ query }) => query === before.trim()) // which is not lost
    if (!isTemplate && before.trim() !== text.trim()) {
      queryHistory.set((book) => noteQuery(book, connection, before, { ran: false, now: Date.now() }))
    }
  }

  function replace(text: string) {
    putAside(text)
    if (opened.current) opened.current.replace(text)
    else {
      waiting.current = text // whoever is quick need not wait for the editor
      change(text)
    }
  }

  function connectEditor(now: QueryEditor | null) {
    opened.current = now
    setEditor(now)
    if (!now || waiting.current === null) return
    now.replace(waiting.current)
    waiting.current = null
  }

  const takeLink = useEffectEvent((into: QueryEditor, query: string) => {
    const hadDraft = current.current.trim() !== '' && current.current.trim() !== query.trim()
    putAside(query)
    into.replace(query)
    const notice = `This query came with a link and was not run.${hadDraft ? ' Yours is one Undo away, and in the history.' : ''} Read it before you run it.`
    void navigate({ pathname: location.pathname, ...withoutQuery(location) }, { replace: true, state: { notice } })
  })

  // Talks to the address and the editor: what a link brings goes from one into the other.
  useEffect(() => {
    if (editor && linked !== null) takeLink(editor, linked)
  }, [editor, linked])

  return {
    editor,
    connectEditor,
    /** What stood in it when the screen was opened. */
    first,
    text: () => current.current,
    isEmpty,
    change,
    replace,
    /** Where the query came from, as long as that matters. */
    notice: readAs(Notice, location.state)?.notice ?? null,
    dismiss: () => void navigate(location, { replace: true, state: null }),
  }
}
