import { type ChildProcess, spawn, type SpawnOptions } from 'node:child_process'

const started: ChildProcess[] = []

/** Starts a program that ends with this process at the latest. */
export function launch(program: string, args: readonly string[], options: SpawnOptions): ChildProcess {
  const child = spawn(program, args, options)
  child.on('error', () => undefined) // seen as an early end
  started.push(child)
  return child
}

export function endAll() {
  for (const child of started.toReversed()) if (child.exitCode === null) child.kill('SIGKILL')
}

/** Waits for an output that matches; rejects where the program ends or says nothing within the time. */
export function awaitOutput(
  child: ChildProcess,
  stream: NodeJS.ReadableStream | null,
  pattern: RegExp,
  milliseconds = 20_000,
): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    const fail = (why: string) => reject(new Error(`${child.spawnfile} ${why}.\n${text}`))
    const timer = setTimeout(() => fail(`did not start within ${milliseconds / 1000} s`), milliseconds)
    child.once('exit', (code) => fail(`ended with ${code}`))
    child.once('error', (error) => fail(`did not start: ${error.message}`))
    stream?.on('data', (piece) => {
      text += String(piece)
      const found = pattern.exec(text)
      if (!found) return
      clearTimeout(timer)
      resolve(found[1] ?? '')
    })
  })
}

/** Rejects if a promise takes longer. */
export async function within<Value>(milliseconds: number, what: string, value: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} took longer than ${milliseconds / 1000} s.`)), milliseconds)
  })
  try {
    return await Promise.race([value, late])
  } finally {
    clearTimeout(timer)
  }
}
