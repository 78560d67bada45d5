/** The first `most` characters and an ellipsis; short text as it is. Never cuts a character in two. */
export function cutText(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text
  const last = text.charCodeAt(maxLength - 1)
  const isSplit = last >= 0xd800 && last <= 0xdbff
  return `${text.slice(0, isSplit ? maxLength - 1 : maxLength)}…`
}

/** For places that show one line of plain text, such as a window's title: no line breaks, no marks that turn the direction. */
export function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .trim()
}
