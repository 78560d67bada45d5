/** How deep it looks: a value may be nested deeper than any stack. */
const deepest = 30

/**
 * The beginning of a value as JSON on one line: about `most` characters of it, so that a cell of megabytes costs no more than a
 * short one. Never throws, whatever JSON can hold.
 */
export function jsonStart(value: unknown, most: number): string {
  let text = ''

  function put(part: string): boolean {
    text += part
    return text.length <= most
  }

  function write(one: unknown, depth: number): boolean {
    if (typeof one === 'string') return put(JSON.stringify(one.slice(0, most)))
    if (typeof one !== 'object' || one === null) return put(String(one))
    if (depth > deepest) return put('…')
    return Array.isArray(one) ? writeList(one, depth) : writeObject(one, depth)
  }

  function writeList(list: readonly unknown[], depth: number): boolean {
    const isWhole = put('[') && list.every((one, index) => put(index === 0 ? '' : ', ') && write(one, depth + 1))
    return isWhole && put(']')
  }

  function writeObject(object: object, depth: number): boolean {
    put('{')
    let isFirst = true
    for (const name in object) {
      if (!Object.hasOwn(object, name)) continue
      if (!put(`${isFirst ? '' : ', '}${JSON.stringify(name.slice(0, most))}: `) || !write(Reflect.get(object, name), depth + 1))
        return false
      isFirst = false
    }
    return put('}')
  }

  write(value, 0)
  return text
}
