import {
  acceptCompletion,
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  closeCompletion,
  completionKeymap,
  completionStatus,
} from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands'
import { bracketMatching } from '@codemirror/language'
import { forceLinting, lintGutter, linter, lintKeymap } from '@codemirror/lint'
import { search, searchKeymap } from '@codemirror/search'
import { EditorState, Prec, StateEffect } from '@codemirror/state'
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
  placeholder,
} from '@codemirror/view'
import { createCompletions, type PropertyNames } from './completions.ts'
import { editorTheme } from './editorTheme.ts'
import type { Fault } from '../syntax/fault.ts'
import { hogqlLanguage } from './hogqlLanguage.ts'

export type QueryEditor = {
  text: () => string
  /** Replaces the text as one undoable step. */
  replace: (text: string) => void
  /** Puts a name at the cursor, apart from the word before it. */
  insert: (name: string) => void
  focus: () => void
  select: (fault: Fault) => void
  /** Marks the server’s errors for this text until it changes. */
  mark: (text: string, faults: readonly Fault[]) => void
}

type Options = {
  text: string
  onChange: (text: string) => void
  onRun: () => void
  /** Called with the current errors shortly after a change. */
  onFaults: (faults: readonly Fault[]) => void
  /** Only the result for the latest text is used. */
  check: (text: string) => Promise<readonly Fault[]>
  propertyNames: PropertyNames
}

/** In milliseconds. */
const lintDelayMs = 350

const refresh = StateEffect.define()

function runKey(onRun: () => void) {
  const run = (view: EditorView) => {
    closeCompletion(view)
    onRun()
    return true
  }
  return Prec.highest(keymap.of([{ key: 'Mod-Enter', run }]))
}

/** Completions requested before the editor lost focus are discarded; CodeMirror closes only those already open. */
const closePendingCompletion = EditorView.domEventHandlers({
  blur(_, view) {
    if (completionStatus(view.state) === 'pending') setTimeout(() => closeCompletion(view))
  },
})

/**
 * Replaces a selection as CodeMirror would. Otherwise the browser keeps the color of the replaced text by an inline style,
 * which the content security policy rejects.
 */
const replaceSelection = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const { from, to, empty } = view.state.selection.main
    const text = event.data
    if (event.inputType !== 'insertText' || text === null || empty || view.composing) return false
    const insert = () =>
      view.state.update({
        changes: { from, to, insert: text },
        selection: { anchor: from + text.length },
        scrollIntoView: true,
        userEvent: 'input.type',
      })
    const isHandled = view.state.facet(EditorView.inputHandler).some((handle) => handle(view, from, to, text, insert))
    if (!isHandled) view.dispatch(insert())
    event.preventDefault()
    return true
  },
})

const basics = [
  lineNumbers(),
  lintGutter(),
  history(),
  drawSelection(),
  highlightActiveLine(),
  highlightActiveLineGutter(),
  bracketMatching(),
  closeBrackets(),
  search({ top: true }),
]

const textBox = [
  EditorView.lineWrapping,
  placeholder('select … from session_replay_events'),
  EditorView.contentAttributes.of({
    'aria-label': 'Query',
    'aria-description': 'Press Escape, then Tab to leave the editor.',
    autocapitalize: 'off',
    tabindex: '0',
  }),
]

const keys = keymap.of([
  { key: 'Tab', run: acceptCompletion },
  ...closeBracketsKeymap,
  ...completionKeymap,
  ...lintKeymap,
  ...searchKeymap,
  ...historyKeymap,
  indentWithTab,
  ...defaultKeymap,
])

function commandsOf(view: EditorView): Omit<QueryEditor, 'mark'> {
  return {
    text: () => view.state.doc.toString(),
    replace: (insert) =>
      view.dispatch({
        changes: { from: 0, to: view.state.doc.length, insert },
        selection: { anchor: 0 },
        scrollIntoView: true,
        userEvent: 'input.replace',
      }),
    insert(name) {
      const { from, to } = view.state.selection.main
      const insert = /[\w$)'"]$/.test(view.state.sliceDoc(0, from)) ? ` ${name}` : name
      const anchor = from + insert.length
      view.dispatch({ changes: { from, to, insert }, selection: { anchor }, scrollIntoView: true, userEvent: 'input.complete' })
      view.focus()
    },
    focus: () => view.focus(),
    select({ from, to }) {
      const { length } = view.state.doc
      view.dispatch({ selection: { anchor: Math.min(from, length), head: Math.min(to, length) }, scrollIntoView: true })
      view.focus()
    },
  }
}

/**
 * Opens the editor in a shadow root inside `container`, where CodeMirror adds its styles without a style element, as the
 * content security policy requires. CSS variables reach into it, style sheets don’t.
 */
export function openEditor(container: HTMLElement, options: Options): { editor: QueryEditor; close: () => void } {
  const { text, onChange, onRun, onFaults, check, propertyNames } = options
  let serverFaults: { text: string; faults: readonly Fault[] } = { text: '', faults: [] }

  const syntaxLinter = linter(
    async (view) => {
      const { doc } = view.state
      const current = doc.toString()
      const found = current.trim() === '' ? [] : await check(current)
      const faults = found.length === 0 && serverFaults.text === current ? serverFaults.faults : found
      if (view.state.doc !== doc) return []
      onFaults(faults)
      return faults.map((fault) => ({ ...fault, severity: 'error' as const }))
    },
    {
      delay: lintDelayMs,
      needsRefresh: ({ transactions }) => transactions.some(({ effects }) => effects.some((effect) => effect.is(refresh))),
    },
  )

  const host = document.createElement('div')
  host.style.height = '100%'
  container.append(host)
  const root = host.attachShadow({ mode: 'open' })
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: text,
      extensions: [
        runKey(onRun),
        replaceSelection,
        closePendingCompletion,
        basics,
        hogqlLanguage,
        autocompletion({ override: [createCompletions(propertyNames)], icons: true }),
        syntaxLinter,
        textBox,
        EditorView.updateListener.of(({ docChanged, state }) => docChanged && onChange(state.doc.toString())),
        keys,
        editorTheme,
      ],
    }),
  })

  return {
    editor: {
      ...commandsOf(view),
      mark(forText, faults) {
        serverFaults = { text: forText, faults }
        view.dispatch({ effects: refresh.of(null) })
        forceLinting(view)
      },
    },
    close() {
      view.destroy()
      host.remove()
    },
  }
}
