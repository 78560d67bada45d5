import { setTimeout as wait } from 'node:timers/promises'
import { parentPort, workerData } from 'node:worker_threads'
import { createProjects } from '../data/projects.ts'
import { capturedSessions } from '../data/capturedSessions.ts'
import { openDatabases } from './database.ts'
import type { FromWorker, Outcome, ToWorker, WorkerStart } from './messages.ts'
import { SqlMistake } from './mistake.ts'

const { options, anchor }: WorkerStart = workerData
const projects = createProjects(options, anchor, capturedSessions())
const opening = openDatabases(projects, options.edition)
const waits = new Map<number, AbortController>()

async function outcomeOf({ id, projectId, question }: ToWorker & { ask: 'run' }): Promise<Outcome> {
  try {
    const prepared = (await opening)(projectId, question)
    const { sleepSeconds, fails } = prepared.translated.effects
    if (sleepSeconds > 0) {
      const leaving = new AbortController()
      waits.set(id, leaving)
      await wait(sleepSeconds * 1000, null, { signal: leaving.signal })
    }
    return fails === null ? { is: 'found', found: prepared.run() } : { is: 'failed', how: fails }
  } catch (error) {
    if (error instanceof SqlMistake) return { is: 'mistake', message: error.message, code: error.code }
    return { is: 'crashed', message: error instanceof Error ? error.message : String(error) }
  } finally {
    waits.delete(id)
  }
}

async function answer(message: ToWorker & { ask: 'run' }) {
  const sent: FromWorker = { id: message.id, outcome: await outcomeOf(message) }
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- to the host's thread, which has no origin
  parentPort?.postMessage(sent)
}

parentPort?.on('message', (message: ToWorker) => {
  if (message.ask === 'leave') waits.get(message.id)?.abort()
  else void answer(message)
})
