/** A 53-bit hash to find duplicates, not for secrets. */
export function textHash(text: string): number {
  let high = 0xdeadbeef
  let low = 0x41c6ce57
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    high = Math.imul(high ^ code, 0x85ebca6b)
    low = Math.imul(low ^ code, 0xc2b2ae35)
    high = (high << 13) | (high >>> 19)
    low = (low << 15) | (low >>> 17)
  }
  high = Math.imul(high ^ (low >>> 15), 0x85ebca6b)
  low = Math.imul(low ^ (high >>> 13), 0xc2b2ae35)
  return (high >>> 0) * 0x200000 + (low >>> 11)
}

/** A short hash (FNV-1a, 32 bits) to tell a handful of texts apart without containing them. */
export function shortHash(text: string): string {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  return (hash >>> 0).toString(36)
}
