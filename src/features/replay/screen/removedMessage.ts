import { type Stripped, type StrippedKind, strippedKinds } from '../sanitizer/removalCounter.ts'
import { counted } from '#lib/format.ts'

const names: Record<StrippedKind, string> = {
  scripts: 'script',
  handlers: 'event handler',
  addresses: 'dangerous address',
  frames: 'page inside the page',
  plugins: 'plug-in',
  forms: 'form target',
  prefetches: 'early request',
  steering: 'redirect or base address',
  animations: 'animated address',
  canvas: 'canvas drawing',
  impossible: 'broken node',
}

const plurals: Partial<Record<StrippedKind, string>> = {
  addresses: 'dangerous addresses',
  frames: 'pages inside the page',
  steering: 'redirects or base addresses',
  animations: 'animated addresses',
}

/** What the second wall took out, in words, the most harmful first; null where it took out nothing. */
export function removedMessage(stripped: Stripped): string | null {
  const parts = strippedKinds.flatMap((kind) => {
    const count = stripped[kind] ?? 0
    return count === 0 ? [] : [counted(count, names[kind], plurals[kind])]
  })
  return parts.length === 0 ? null : parts.join(', ')
}
