import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import { compress } from 'hono/compress'
import { cacheControl } from './cacheControl.ts'
import { readPreset, securityHeaders } from './policy.ts'

/**
 * The static server of the built dashboard: files of `folder`, `config` as /config.json, and index.html for the URLs of screens.
 * All responses have the security headers for that `config`. Throws an Error with a sentence for an address in it that is none.
 */
export function createDashboard(folder: string, config: unknown): Hono {
  readPreset(config)
  const app = new Hono()
  app.use(compress())
  app.use(async (context, next) => {
    await next()
    for (const [name, value] of Object.entries(securityHeaders(context.req.path, readPreset(config)))) context.header(name, value)
    context.header('Cache-Control', context.res.status === 200 ? cacheControl(context.req.path) : 'no-cache')
  })
  app.get('/config.json', (context) => context.json(config))
  app.use(serveStatic({ root: folder }))
  app.get('*', async (context) => {
    const isFile = /\.\w+$/.test(context.req.path) && !context.req.header('accept')?.includes('text/html')
    if (isFile) return context.notFound()
    return context.html(await readFile(join(folder, 'index.html'), 'utf8'))
  })
  return app
}
