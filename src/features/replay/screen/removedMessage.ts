import { type RemovedCounts, type RemovedKind, removedKinds } from '../sanitizer/removalCounter.ts'
import { counted } from '#lib/format.ts'

const names: Record<RemovedKind, string> = {
  scripts: 'script',
  handlers: 'event handler',
  urls: 'dangerous address',
  frames: 'page inside the page',
  plugins: 'plug-in',
  forms: 'form target',
  prefetches: 'early request',
  redirects: 'redirect or base address',
  animations: 'animated address',
  canvas: 'canvas drawing',
  invalid: 'broken node',
}

const plurals: Partial<Record<RemovedKind, string>> = {
  urls: 'dangerous addresses',
  frames: 'pages inside the page',
  redirects: 'redirects or base addresses',
  animations: 'animated addresses',
}

/** Lists what the sanitizer removed, most harmful first; null if nothing. */
export function removedMessage(counts: RemovedCounts): string | null {
  const parts = removedKinds.flatMap((kind) => {
    const count = counts[kind] ?? 0
    return count === 0 ? [] : [counted(count, names[kind], plurals[kind])]
  })
  return parts.length === 0 ? null : parts.join(', ')
}
