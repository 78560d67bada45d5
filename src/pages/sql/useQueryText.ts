import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useLocation, useNavigate } from 'react-router-dom'
import type { Connection } from '#storage/connections.ts'
import { addQuery, queryHistory } from '#storage/queryHistory.ts'
import * as v from 'valibot'
import type { QueryEditor } from './editor/queryEditor.ts'
import { readQueryLink, withoutQuery } from './queryLink.ts'
import { templates } from './templates.ts'
import { useDraft } from './useDraft.ts'
import { readAs } from '#lib/readAs.ts'

const Notice = v.object({ notice: v.string() })

/**
 * The editor’s text, saved as a draft while typing. Templates, drafts and links replace it in one undoable step, and the
 * previous text goes to the history. A query from a link never runs by itself, and leaves the URL once it is in the editor.
 */
export function useQueryText(connection: Connection) {
  const { initialText, saveDraft } = useDraft(connection)
  const [editor, setEditor] = useState<QueryEditor | null>(null)
  const currentText = useRef(initialText)
  const pendingText = useRef<string | null>(null)
  const editorRef = useRef<QueryEditor | null>(null) // set before the next render
  const [isEmpty, setEmpty] = useState(initialText.trim() === '')
  const location = useLocation()
  const navigate = useNavigate()
  const linkedQuery = readQueryLink(location)

  function change(text: string) {
    currentText.current = text
    setEmpty(text.trim() === '')
    saveDraft(text)
  }

  /** Keeps the replaced text after a reload. */
  function saveToHistory(text: string) {
    const before = currentText.current
    const isTemplate = templates.some(({ query }) => query === before.trim()) // templates are never lost
    if (!isTemplate && before.trim() !== text.trim()) {
      queryHistory.set((history) => addQuery(history, connection, before, { ran: false, now: Date.now() }))
    }
  }

  function replace(text: string) {
    saveToHistory(text)
    if (editorRef.current) editorRef.current.replace(text)
    else {
      pendingText.current = text // the editor may still be loading
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
    const notice = `This query came from a link and was not run. Review it before you run it.${hadDraft ? ' To get yours back, undo or find it in the history.' : ''}`
    void navigate({ pathname: location.pathname, ...withoutQuery(location) }, { replace: true, state: { notice } })
  })

  // Moves the query of a link from the URL into the editor.
  useEffect(() => {
    if (editor && linkedQuery !== null) applyLink(editor, linkedQuery)
  }, [editor, linkedQuery])

  return {
    editor,
    connectEditor,
    /** The text at the start. */
    initialText,
    text: () => currentText.current,
    isEmpty,
    change,
    replace,
    notice: readAs(Notice, location.state)?.notice ?? null,
    dismiss: () => void navigate(location, { replace: true, state: null }),
  }
}
