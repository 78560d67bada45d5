import { HighlightStyle, LanguageSupport, syntaxHighlighting } from '@codemirror/language'
import { SQLDialect } from '@codemirror/lang-sql'
import { tags } from '@lezer/highlight'
import { keywords } from './hogqlKeywords.ts'

/** HogQL for highlighting: identifiers may begin with `$`, and `{name}` is a placeholder. */
const hogql = SQLDialect.define({
  keywords,
  types: 'array bool date datetime decimal float int integer string uuid nullable',
  specialVar: '$',
  hashComments: false,
  slashComments: false,
  backslashEscapes: true,
  identifierQuotes: '`"',
  doubleQuotedStrings: false,
})

const highlighting = HighlightStyle.define([
  { tag: tags.keyword, color: 'var(--sql-keyword)' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--sql-text)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--sql-number)' },
  { tag: tags.comment, color: 'var(--mantine-color-dimmed)', fontStyle: 'italic' },
  { tag: tags.typeName, color: 'var(--sql-type)' },
  { tag: [tags.operator, tags.punctuation, tags.paren, tags.brace], color: 'var(--mantine-color-dimmed)' },
])

export const hogqlLanguage = [new LanguageSupport(hogql.language), syntaxHighlighting(highlighting)]
