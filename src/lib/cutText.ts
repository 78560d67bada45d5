/**
 * Without the marks that make the characters after them read in another direction, so that "invoice\u202Egpj.exe" does not look
 * like a picture. Text in other scripts needs none of them.
 */
export function withoutOverrides(text: string): string {
  return text.replace(/[\u202a-\u202e\u2066-\u2069]/g, '')
}

/** The first `maxLength` characters and an ellipsis, without direction overrides. Never splits a surrogate pair. */
export function cutText(whole: string, maxLength: number): string {
  const text = withoutOverrides(whole)
  if (text.length <= maxLength) return text
  const last = text.charCodeAt(maxLength - 1)
  const isSplit = last >= 0xd800 && last <= 0xdbff
  return `${text.slice(0, isSplit ? maxLength - 1 : maxLength)}…`
}

/** For one line of plain text such as a window title: without line breaks and marks that change the text direction. */
export function oneLine(text: string): string {
  return withoutOverrides(text)
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/[\u200e\u200f]/g, '')
    .trim()
}
