const counting = new Intl.NumberFormat('en')

/** "2,400". */
export function number(count: number): string {
  return counting.format(count)
}

/** "1 recording", "2,400 recordings": the word for one, and the one for any other number where an s does not make it. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${number(count)} ${count === 1 ? one : many}`
}
