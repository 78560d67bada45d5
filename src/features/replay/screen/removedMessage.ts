import { type RemovedCounts, type RemovedKind, removedKinds } from '../sanitizer/removalCounter.ts'
import { counted } from '#lib/format.ts'

const names: Record<RemovedKind, string> = {
  scripts: 'script',
  handlers: 'event handler',
  urls: 'unsafe URL',
  frames: 'embedded page',
  plugins: 'plugin',
  forms: 'form target',
  prefetches: 'preload',
  redirects: 'redirect or base URL',
  animations: 'animated URL',
  canvas: 'canvas drawing',
  invalid: 'invalid node',
  excess: 'part that would slow down this page',
}

const plurals: Partial<Record<RemovedKind, string>> = {
  redirects: 'redirects or base URLs',
  excess: 'parts that would slow down this page',
}

/** Lists what the sanitizer removed, most harmful first; null if nothing. */
export function removedMessage(counts: RemovedCounts): string | null {
  const parts = removedKinds.flatMap((kind) => {
    const count = counts[kind] ?? 0
    return count === 0 ? [] : [counted(count, names[kind], plurals[kind])]
  })
  return parts.length === 0 ? null : parts.join(', ')
}
