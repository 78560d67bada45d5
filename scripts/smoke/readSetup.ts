import { parseArgs } from 'node:util'
import { readHost } from '#features/connection/readHost.ts'
import { SmokeError } from './SmokeError.ts'

const usage = 'Use: REPLAY_DESK_KEY=… npm run smoke -- --host https://us.posthog.com --project 1'

/** Never repeats what was typed, which may be a key. */
function readArguments(args: string[]): { host: string; project: string } {
  try {
    const options = { host: { type: 'string' }, project: { type: 'string' } } as const
    const { host = '', project = '' } = parseArgs({ args, options }).values
    return { host, project }
  } catch {
    throw new SmokeError(`Only --host and --project are known, and each needs a value. ${usage}`)
  }
}

/** The host, project and key to use. Throws SmokeError. */
export function readSetup(args: string[], key: string) {
  const { host, project } = readArguments(args)
  const reading = readHost(host)
  if ('problem' in reading) throw new SmokeError(`--host: ${reading.problem} ${usage}`)
  if (reading.warning !== null) throw new SmokeError('--host: Over http, anyone on the network can read your key. Use https.')
  if (!/^(\d+|@current)$/.test(project)) throw new SmokeError(`--project takes the number of a project, or @current. ${usage}`)
  if (!/^[\x21-\x7E]+$/.test(key)) throw new SmokeError(`REPLAY_DESK_KEY must hold a personal API key. ${usage}`)
  return { host: reading.host, project, key }
}
