import { queryOptions } from '@tanstack/react-query'
import * as v from 'valibot'
import { Id } from './account.ts'
import { fetchOwnFile } from '#api/http/request.ts'

const Demo = v.object({
  host: v.string(),
  key: v.string(),
  projectId: Id,
  projectName: v.fallback(v.nullable(v.string()), null),
})

/** What a deployment presets in `config.json`: a host, or a demo project that opens with one click. */
export const Deployment = v.object({
  host: v.fallback(v.nullable(v.string()), null),
  demo: v.fallback(v.nullable(Demo), null),
})
export type Deployment = v.InferOutput<typeof Deployment>

/** Reads `config.json` next to `index.html`. A missing or unreadable file presets nothing; never fails. */
export const deploymentQuery = queryOptions({
  queryKey: ['deployment'],
  staleTime: Number.POSITIVE_INFINITY,
  queryFn: async (): Promise<Deployment> => {
    const read = v.safeParse(Deployment, await fetchOwnFile('/config.json'))
    return read.success ? read.output : { host: null, demo: null }
  },
})
