import { config } from 'zod/mini'

// Zod would otherwise compile its schemas with `new Function`, which the Content-Security-Policy forbids.
config({ jitless: true })

export * from 'zod/mini'
