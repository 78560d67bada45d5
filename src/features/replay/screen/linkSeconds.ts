/** Position in milliseconds as whole milliseconds in seconds, rounded up so that a link never lands before what was seen. */
export function linkSeconds(position: number): number {
  return Math.ceil(position) / 1000
}
