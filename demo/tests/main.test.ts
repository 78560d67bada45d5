import { type ChildProcess, spawn } from 'node:child_process'
import { afterEach, expect, test } from 'vitest'
import { demoKeys } from '../host/keys.ts'
import { parseDemoOptions } from '../host/options.ts'
import { serveDemo } from '../serve.ts'

const children: ChildProcess[] = []

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
})

type Run = { child: ChildProcess; line: Promise<string>; end: Promise<{ code: number | null; said: string }> }

function run(args: string[], port: string): Run {
  const main = new URL('../main.ts', import.meta.url).pathname
  const child = spawn(process.execPath, ['--import', 'tsx', main, ...args], { env: { ...process.env, DEMO_PORT: port } })
  children.push(child)
  let said = ''
  const line = new Promise<string>((resolve) => {
    const onOutput = (text: Buffer) => {
      said += text.toString()
      if (said.includes('\n')) resolve(said)
    }
    child.stdout.on('data', onOutput)
    child.stderr.on('data', onOutput)
  })
  const end = new Promise<{ code: number | null; said: string }>((resolve) => {
    child.on('exit', (code) => resolve({ code, said }))
  })
  return { child, line, end }
}

test('starts with a million recordings, says one line, and ends quietly', async () => {
  const { child, line, end } = run(['--edition', 'old', '--count', '1000000'], '0')
  expect(await line).toMatch(/^Demo host \(old\) on http:\/\/127\.0\.0\.1:\d+\n$/)
  const origin = (await line).trim().split(' ').at(-1)
  const headers = { Authorization: `Bearer ${demoKeys.all}` }
  expect((await fetch(`${origin}/api/projects/1/session_recordings/?limit=5`, { headers })).status).toBe(200)
  child.kill('SIGTERM')
  expect(await end).toEqual({ code: 0, said: await line })
})

test.each([
  [['--edition', 'ancient'], /^--edition takes one of documented, old, mid, newest, not "ancient"\.$/],
  [['--count', 'many'], /^--count takes a whole number .* not "many"\.$/],
  [['--count=-3'], /not "-3"\.$/],
  [['--latency-ms'], /^--latency-ms needs a value\.$/],
  [['--rate-plan', 'toString'], /^--rate-plan takes one of/],
  [['--toString'], /^The demo host does not know "--toString"; it knows .*--edition/],
])('%j is refused in one sentence', (args, sentence) => {
  expect(() => parseDemoOptions(args)).toThrow(sentence)
})

test('a wrong flag or port is one sentence and a failure', async () => {
  const [flag, port] = await Promise.all([run(['--edition', 'ancient'], '0').end, run([], 'nonsense').end])
  expect(flag).toEqual({ code: 1, said: '--edition takes one of documented, old, mid, newest, not "ancient".\n' })
  expect([port.code, port.said.trim().split('\n')]).toEqual([1, [expect.any(String)]])
})

test('a taken port is one sentence and a failure', async () => {
  const { origin, close } = await serveDemo({ count: 10 }, 0)
  const { port } = new URL(origin)
  const { code, said } = await run([], port).end
  await close()
  expect([code, said]).toEqual([
    1,
    `The demo host cannot start. Port ${port} is taken by another program: end that one, or choose another port.\n`,
  ])
})

test('an address may name hundreds of recordings', async () => {
  const { origin, close } = await serveDemo({ count: 50 }, 0)
  const ids = Array.from({ length: 800 }, (_, number) => `0198f000-0000-7000-8000-${String(number).padStart(12, '0')}`)
  const path = `${origin}/api/projects/1/session_recordings/?session_ids=${encodeURIComponent(JSON.stringify(ids))}`
  expect((await fetch(path, { headers: { Authorization: `Bearer ${demoKeys.all}` } })).status).toBe(200)
  await close()
})

test('who leaves is noticed across the wire', async () => {
  const { origin, close } = await serveDemo({ count: 50 }, 0)
  const headers = { Authorization: `Bearer ${demoKeys.slow}` }
  const signal = AbortSignal.timeout(150)
  await expect(fetch(`${origin}/api/projects/1/session_recordings/`, { headers, signal })).rejects.toThrow(/abort|time/i)
  await expect
    .poll(async () => (await fetch(`${origin}/__demo/journal`)).json(), { timeout: 3000 })
    .toMatchObject([{ aborted: true, authorization: true, status: 499 }])
  await close()
})
