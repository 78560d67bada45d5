const escapes: Record<string, string> = { '\\': '\\\\', "'": "\\'", '\n': '\\n', '\r': '\\r', '\t': '\\t', '\0': '\\0' }

function literal(text: string): string {
  return `'${text.replace(/[\\'\n\r\t\0]/g, (sign) => escapes[sign] ?? sign)}'`
}

/**
 * A string literal in HogQL. Servers read one kind of escape after the other, so `C:\new` would get a line break behind the
 * backslash however it is escaped; such a text is built with concat().
 */
export function hogqlText(text: string): string {
  const pieces = text.split(/(?<=\\)(?=[bfrnt0avx])/)
  return pieces.length === 1 ? literal(text) : `concat(${pieces.map(literal).join(', ')})`
}

/** A column name in HogQL, in backticks where it needs them. */
export function hogqlName(name: string): string {
  return /^[a-z_$][\w$]*$/i.test(name) ? name : `\`${name.replace(/[\\`]/g, (sign) => `\\${sign}`)}\``
}
