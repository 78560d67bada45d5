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
  const { initialText, saveDraft } = useDraft(connection)
  const [editor, setEditor] = useState<QueryEditor | null>(null)
  const currentText = useRef(initialText)
  const pendingText = useRef<string | null>(null)
  const editorRef = useRef<QueryEditor | null>(null) // known a moment before the screen is drawn with it
  const [isEmpty, setEmpty] = useState(initialText.trim() === '')
  const location = useLocation()
  const navigate = useNavigate()
  const linkedQuery = readQueryLink(location)

  function change(text: string) {
    currentText.current = text
    setEmpty(text.trim() === '')
    saveDraft(text)
  }

  /** What another text takes the place of is not lost after a reload either. */
  function saveToHistory(text: string) {
    const before = currentText.current
    const isTemplate = templates.some(({ query }) => query === before.trim()) // which is not lost
    if (!isTemplate && before.trim() !== text.trim()) {
      queryHistory.set((history) => noteQuery(history, connection, before, { ran: false, now: Date.now() }))
    }
  }

  function replace(text: string) {
    saveToHistory(text)
    if (editorRef.current) editorRef.current.replace(text)
    else {
      pendingText.current = text // whoever is quick need not wait for the editor
      change(text)
    }
  }

  function connectEditor(next: QueryEditor | null) {
    editorRef.current = next
    setEditor(next)
    if (!next || pendingText.current === null) return
    next.replace(pendingText.current)
    pendingText.current = null
  }

  const applyLink = useEffectEvent((target: QueryEditor, query: string) => {
    const hadDraft = currentText.current.trim() !== '' && currentText.current.trim() !== query.trim()
    saveToHistory(query)
    target.replace(query)
    const notice = `This query came with a link and was not run.${hadDraft ? ' Yours is one Undo away, and in the history.' : ''} Read it before you run it.`
    void navigate({ pathname: location.pathname, ...withoutQuery(location) }, { replace: true, state: { notice } })
  })

  // Talks to the address and the editor: what a link brings goes from one into the other.
  useEffect(() => {
    if (editor && linkedQuery !== null) applyLink(editor, linkedQuery)
  }, [editor, linkedQuery])

  return {
    editor,
    connectEditor,
    /** What stood in it when the screen was opened. */
    initialText,
    text: () => currentText.current,
    isEmpty,
    change,
    replace,
    /** Where the query came from, as long as that matters. */
    notice: readAs(Notice, location.state)?.notice ?? null,
    dismiss: () => void navigate(location, { replace: true, state: null }),
  }
}
