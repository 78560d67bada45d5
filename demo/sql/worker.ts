import { setTimeout as wait } from 'node:timers/promises'
import { parentPort } from 'node:worker_threads'
import { capturedSessions } from '../data/capturedSessions.ts'
import { createProjects } from '../data/projects.ts'
import { type Databases, loadSql, openDatabases } from './database.ts'
import type { FromWorker, HostSeed, Outcome, RunMessage, ToWorker } from './messages.ts'
import { SqlMistake } from './mistake.ts'

/** All databases share the memory limit, so only those that were last queried stay open. */
const maxOpen = 6

const loading = loadSql()
/** By seed. */
const opened = new Map<string, Databases>()
const sleeping = new Map<number, AbortController>()

async function databasesOf({ sizes, anchor }: HostSeed): Promise<Databases> {
  const sql = await loading
  const key = JSON.stringify({ sizes, anchor })
  const databases = opened.get(key) ?? openDatabases(sql, createProjects(sizes, anchor, capturedSessions()))
  opened.delete(key)
  opened.set(key, databases)
  const [oldest] = opened
  if (opened.size > maxOpen && oldest !== undefined) {
    oldest[1].close()
    opened.delete(oldest[0])
  }
  return databases
}

async function outcomeOf({ id, host, projectId, request }: RunMessage): Promise<Outcome> {
  try {
    let prepared = (await databasesOf(host)).prepare(projectId, request, host.edition)
    const { sleepSeconds, fails } = prepared.translated.effects
    if (sleepSeconds > 0) {
      const cancelling = new AbortController()
      sleeping.set(id, cancelling)
      await wait(sleepSeconds * 1000, null, { signal: cancelling.signal })
      // The databases of this host may have been closed meanwhile.
      prepared = (await databasesOf(host)).prepare(projectId, request, host.edition)
    }
    return fails === null ? { is: 'result', result: prepared.run() } : { is: 'failed', how: fails }
  } catch (error) {
    if (error instanceof SqlMistake) return { is: 'mistake', message: error.message, code: error.code }
    return { is: 'crashed', message: error instanceof Error ? error.message : String(error) }
  } finally {
    sleeping.delete(id)
  }
}

async function answer(message: RunMessage) {
  const sent: FromWorker = { id: message.id, outcome: await outcomeOf(message) }
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- to the host's thread, which has no origin
  parentPort?.postMessage(sent)
}

parentPort?.on('message', (message: ToWorker) => {
  if (message.type === 'cancel') sleeping.get(message.id)?.abort()
  else void answer(message)
})
