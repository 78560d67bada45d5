import type { Completion, CompletionContext, CompletionResult, CompletionSource } from '@codemirror/autocomplete'
import { functions, keywords } from './hogqlKeywords.ts'
import { eventProperties, tables } from './tables.ts'

/** Session properties, requested on the first completion; empty if the server lists none. */
export type PropertyNames = () => Promise<readonly string[]>

const keywordOptions: Completion[] = keywords.split(' ').map((label) => ({ label, type: 'keyword', boost: -1 }))

const functionOptions: Completion[] = functions.map((label) => ({
  label,
  type: 'function',
  boost: -2,
  apply: (view, _, from, to) => {
    const isCalled = view.state.sliceDoc(to, to + 1) === '('
    view.dispatch({
      changes: { from, to, insert: isCalled ? label : `${label}()` },
      selection: { anchor: from + label.length + 1 },
      userEvent: 'input.complete',
    })
  },
}))

const tableOptions: Completion[] = tables.map(({ name, about }) => ({ label: name, type: 'class', detail: about, boost: 2 }))

const eventPropertyOptions: Completion[] = eventProperties.map((label) => ({ label, type: 'property' }))

function columnOptions(names: readonly string[], detail: string): Completion[] {
  return names.map((label) => ({ label, type: 'property', detail, boost: 3 }))
}

/** Columns of the tables in the text, or of the main tables if it names none. */
function columnsIn(text: string): Completion[] {
  const mentioned = tables.filter(({ name }) => new RegExp(`(?<![\\w.])${name.replace('.', '\\.')}(?![\\w.])`, 'i').test(text))
  const added = new Set<string>()
  return (mentioned.length > 0 ? mentioned : tables.slice(0, 5)).flatMap(({ name, columns }) =>
    columnOptions(
      columns.filter((column) => !added.has(column) && added.add(column)),
      name,
    ),
  )
}

const validName = /^[\w$]*$/

/**
 * Tables after `from` and `join`, properties after `properties.` and `session.`, otherwise columns of the tables in the text,
 * functions and keywords. Nothing inside strings and comments.
 */
export function createCompletions(propertyNames: PropertyNames): CompletionSource {
  async function sessionOptions(text: string): Promise<Completion[]> {
    if (!/\bsessions?\b/i.test(text)) return []
    const known = new Set(tables.find(({ name }) => name === 'sessions')?.columns)
    const names = await propertyNames()
    return columnOptions(
      names.filter((name) => !known.has(name)),
      'sessions',
    )
  }

  return async (context: CompletionContext): Promise<CompletionResult | null> => {
    const text = context.state.doc.toString()
    const before = text.slice(0, context.pos)
    if (endsInQuoteOrComment(before)) return null
    const word = /[\w$]*$/.exec(before)?.[0] ?? ''
    const from = context.pos - word.length
    const prefix = before.slice(0, from)
    const path = /([\w$]+)\.$/.exec(prefix)?.[1]?.toLowerCase()
    if (path === 'properties') return { from, options: eventPropertyOptions, validFor: validName }
    if (path === 'session') {
      return { from, options: [...columnsIn('sessions'), ...(await sessionOptions('sessions'))], validFor: validName }
    }
    if (path !== undefined) {
      const options = path === 'system' ? [] : columnsIn(text)
      return options.length === 0 ? null : { from, options, validFor: validName }
    }
    if (/\b(from|join)\s+$/i.test(prefix)) return { from, options: tableOptions, validFor: /^[\w$.]*$/ }
    if (word === '' && !context.explicit) return null
    const options = [...columnsIn(text), ...(await sessionOptions(text)), ...functionOptions, ...keywordOptions, ...tableOptions]
    return context.aborted ? null : { from, options, validFor: validName }
  }
}

function endsInQuoteOrComment(before: string): boolean {
  const rest = before.replace(/'(?:[^'\\]|\\.|'')*'|--[^\n]*\n|\/\*[\s\S]*?\*\//g, ' ')
  return /'|--[^\n]*$|\/\*/.test(rest)
}
