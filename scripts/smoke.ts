import { readSetup } from './smoke/readSetup.ts'
import { runSmoke } from './smoke/runSmoke.ts'
import { SmokeError } from './smoke/SmokeError.ts'

try {
  const setup = readSetup(process.argv.slice(2), process.env['REPLAY_DESK_KEY']?.trim() ?? '')
  await runSmoke({ ...setup, fetch }, (line) => console.log(line))
} catch (error) {
  console.error(error instanceof SmokeError ? error.message : 'The report could not be finished.')
  process.exitCode = 1
}
