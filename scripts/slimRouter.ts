import type { Plugin } from 'vite'

/** Of React Router's framework mode, which loads data for links ahead of time. */
const prefetching = /React\d*\.createElement\(PrefetchPageLinks, \{ page: \w+ \}\)/g

/**
 * Bundles the production files of react-router, whose package names those for development only, without what this app does not
 * use: the bundler keeps each component that gets a `displayName`, and all that prefetches data for links. Throws if a new
 * version has nothing of this.
 */
export function slimRouter(): Plugin {
  return {
    name: 'slim-router',
    apply: 'build',
    enforce: 'pre',
    async resolveId(source, importer, options) {
      if (source !== 'react-router' && source !== 'react-router/dom') return null
      const resolved = await this.resolve(source, importer, { ...options, skipSelf: true })
      return resolved && { ...resolved, id: resolved.id.replace('/dist/development/', '/dist/production/') }
    },
    transform(code, id) {
      if (!/\/react-router\/dist\/\w+\/chunk-/.test(id) || !code.includes('PrefetchPageLinks')) return null
      if (!id.includes('/production/') || code.search(prefetching) === -1)
        throw new Error('scripts/slimRouter.ts doesn’t fit react-router.')
      return code
        .replaceAll(prefetching, 'null')
        .replaceAll(/^\w+\.displayName = "\w+";$/gm, '')
        .replaceAll(/^(var \w+ = )(React\d*\.(?:forwardRef|createContext)\()/gm, '$1/* @__PURE__ */ $2')
    },
  }
}
