/** Values may be nested deeper than the call stack. */
const maxDepth = 30

/**
 * The first `limit` or so characters of a value as one-line JSON, so that huge cells cost no more than short ones. Never
 * throws.
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
