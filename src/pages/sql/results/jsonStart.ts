/** How deep it looks: a value may be nested deeper than any stack. */
const maxDepth = 30

/**
 * The beginning of a value as JSON on one line: about `most` characters of it, so that a cell of megabytes costs no more than a
 * short one. Never throws, whatever JSON can hold.
 */
export function jsonStart(value: unknown, limit: number): string {
  let text = ''

  function append(part: string): boolean {
    text += part
    return text.length <= limit
  }

  function write(one: unknown, depth: number): boolean {
    if (typeof one === 'string') return append(JSON.stringify(one.slice(0, limit)))
    if (typeof one !== 'object' || one === null) return append(String(one))
    if (depth > maxDepth) return append('…')
    return Array.isArray(one) ? writeList(one, depth) : writeObject(one, depth)
  }

  function writeList(list: readonly unknown[], depth: number): boolean {
    const isWhole = append('[') && list.every((one, index) => append(index === 0 ? '' : ', ') && write(one, depth + 1))
    return isWhole && append(']')
  }

  function writeObject(object: object, depth: number): boolean {
    append('{')
    let isFirst = true
    for (const name in object) {
      if (!Object.hasOwn(object, name)) continue
      if (
        !append(`${isFirst ? '' : ', '}${JSON.stringify(name.slice(0, limit))}: `) ||
        !write(Reflect.get(object, name), depth + 1)
      )
        return false
      isFirst = false
    }
    return append('}')
  }

  write(value, 0)
  return text
}
