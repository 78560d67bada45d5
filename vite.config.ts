import { readFileSync } from 'node:fs'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { chunkGroups } from './scripts/chunks.ts'
import { licenses } from './scripts/licenses.ts'
import { policyOf, readPreset } from './scripts/policy.ts'
import { startScript } from './scripts/startScript.ts'
import { themeStyles } from './scripts/themeStyles.ts'

/**
 * The policy in the built page too, for those who serve `dist` from elsewhere. It names the host that `public/config.json`
 * presets. Vite's dev server needs inline scripts.
 */
function policyInPage(): Plugin {
  const preset = readPreset(JSON.parse(readFileSync(new URL('public/config.json', import.meta.url), 'utf8')))
  return {
    name: 'policy-in-page',
    apply: 'build',
    transformIndexHtml: (_, { path }) => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: policyOf(path, preset) },
        injectTo: 'head-prepend',
      },
    ],
  }
}

/** `npm run dev` hands the demo host's address over; the static server of `npm start` does the same by itself. */
function configFile(): Plugin {
  return {
    name: 'config-file',
    apply: 'serve',
    configureServer(server) {
      const config = process.env['REPLAY_DESK_CONFIG']
      if (!config) return
      server.middlewares.use('/config.json', (_, response) => {
        response.setHeader('Content-Type', 'application/json')
        response.end(config)
      })
    },
  }
}

export default defineConfig({
  plugins: [react(), themeStyles(), policyInPage(), configFile(), startScript(), licenses()],
  build: {
    target: 'es2023',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: ['index.html', 'replay-frame.html', 'replay-frame-open.html'],
      output: {
        codeSplitting: { groups: chunkGroups },
        chunkFileNames: 'assets/[hash:8].js',
        assetFileNames: 'assets/[hash:8][extname]',
      },
    },
  },
})
