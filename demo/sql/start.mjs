// A worker does not inherit the loader of TypeScript, whoever started the host.
import { register } from 'tsx/esm/api'

register()
await import('./worker.ts')
