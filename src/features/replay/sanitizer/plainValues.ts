/** A number as it was recorded, else NaN. Converting an object would call its methods, which a recording may have replaced. */
export function numberOf(value: unknown): number {
  return typeof value === 'number' ? value : Number.NaN
}

/** Text as it was recorded, else none. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
