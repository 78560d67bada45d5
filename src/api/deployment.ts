import { queryOptions } from '@tanstack/react-query'
import * as z from '#lib/zod.ts'
import { Id } from './account.ts'
import { ownFile } from './http.ts'

/** What someone who deploys the dashboard presets in `config.json`: a host, or a demo project that one click opens. */
export const Deployment = z.object({
  host: z.catch(z.nullable(z.string()), null),
  demo: z.catch(z.nullable(z.object({ host: z.string(), key: z.string(), projectId: Id })), null),
})
export type Deployment = z.infer<typeof Deployment>

/** How to read `config.json` beside `index.html`. A missing or unreadable file presets nothing; never fails. */
export const deploymentQuery = queryOptions({
  queryKey: ['deployment'],
  staleTime: Number.POSITIVE_INFINITY,
  queryFn: async (): Promise<Deployment> => {
    const read = Deployment.safeParse(await ownFile('/config.json'))
    return read.success ? read.data : { host: null, demo: null }
  },
})
