const escapes: Record<string, string> = { '\\': '\\\\', "'": "\\'", '\n': '\\n', '\r': '\\r', '\t': '\\t', '\0': '\\0' }

function literal(text: string): string {
  return `'${text.replace(/[\\'\n\r\t\0]/g, (sign) => escapes[sign] ?? sign)}'`
}

/**
 * Any text as a text of HogQL. Servers read escapes one kind after the other, so that in `C:\new` they would find a line end
 * behind the backslash however it is escaped: there the text is put together from pieces.
 */
export function hogqlText(text: string): string {
  const pieces = text.split(/(?<=\\)(?=[bfrnt0avx])/)
  return pieces.length === 1 ? literal(text) : `concat(${pieces.map(literal).join(', ')})`
}

/** Any name of a column in HogQL: as it is where that is allowed, else in backticks. */
export function hogqlName(name: string): string {
  return /^[a-z_$][\w$]*$/i.test(name) ? name : `\`${name.replace(/[\\`]/g, (sign) => `\\${sign}`)}\``
}
