import { fileURLToPath } from 'node:url'

function built(file: string): string {
  return fileURLToPath(new URL(`../node_modules/react-router/dist/production/${file}`, import.meta.url))
}

/** The router's package names only its development build, whose warnings weigh half a KiB; it brings the other one along. */
export const productionRouter = [
  { find: /^react-router$/, replacement: built('index.mjs') },
  { find: /^react-router\/dom$/, replacement: built('dom-export.mjs') },
]
