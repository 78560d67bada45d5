import { MergeView, unifiedMergeView } from '@codemirror/merge'
import { EditorState } from '@codemirror/state'
import { EditorView, lineNumbers } from '@codemirror/view'
import { useEffect, useRef } from 'react'
import { editorTheme } from '../editor/editorTheme.ts'
import { hogqlLanguage } from '../editor/hogqlLanguage.ts'
import classes from '../SqlPage.module.css'

const readOnly = (label: string) => [
  EditorState.readOnly.of(true),
  EditorView.editable.of(false),
  EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
  EditorView.lineWrapping,
  lineNumbers(),
  hogqlLanguage,
  editorTheme,
]

function sideBySide(root: ShadowRoot, before: string, after: string): MergeView {
  return new MergeView({
    root,
    parent: root,
    a: { doc: before, extensions: readOnly('Your query') },
    b: { doc: after, extensions: readOnly('Draft') },
    highlightChanges: true,
    gutter: true,
  })
}

function unified(root: ShadowRoot, before: string, after: string): EditorView {
  return new EditorView({
    root,
    parent: root,
    doc: after,
    extensions: [...readOnly('Draft with changes'), unifiedMergeView({ original: before, mergeControls: false })],
  })
}

/** Side by side on wide screens, unified on narrow ones. */
export function DraftDiff({ before, after }: { before: string; after: string }) {
  const container = useRef<HTMLDivElement>(null)

  // CodeMirror draws in a shadow root here too (see openEditor).
  useEffect(() => {
    const host = document.createElement('div')
    container.current?.append(host)
    const root = host.attachShadow({ mode: 'open' })
    const isWide = before.trim() !== '' && window.matchMedia('(min-width: 60em)').matches
    const view = isWide ? sideBySide(root, before, after) : unified(root, before, after)
    return () => {
      view.destroy()
      host.remove()
    }
  }, [before, after])

  return <div ref={container} className={classes['diff']} />
}
