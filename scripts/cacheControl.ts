/** Files in assets are named by their content. Browsers ask for the icon at each change of address unless it may be kept. */
export const cacheRules = [
  { paths: '^/assets/', glob: '/assets/*', value: 'public, max-age=31536000, immutable' },
  { paths: String.raw`^/icon\.svg$`, glob: '/icon.svg', value: 'public, max-age=86400' },
]

/** Of a file that exists; nobody may keep an error. */
export function cacheControl(path: string): string {
  return cacheRules.find(({ paths }) => new RegExp(paths).test(path))?.value ?? 'no-cache'
}
