import type { Dataset, Sampling } from './dataset.ts'
import { uuidOf } from './identifiers.ts'
import { mix, part } from './mix.ts'
import { minute } from './timeline.ts'

/** A session that PostHog knows from its events only, because nothing of it was recorded. */
export type UnrecordedSession = {
  id: string
  distinctId: string
  startedAt: number
  urls: readonly string[]
  /** What the SDK says of its recorder (posthog-api.md#h3-sql-over-replay-data). */
  recorder: Record<string, unknown>
}

const purposes = { blocked: 170, sampled: 171, pages: 172, short: 173 }
const seed = 0x0ff
const versions = { web: '1.436.2', sampling: '1.449.2', mobile: '3.31.0' }

/** Where a browser blocks the recorder's script, and where a visit ends before it starts. */
const blockedShare = 0.05
const shortShare = 0.02

function samplingAt(dataset: Dataset, position: number): Sampling | null {
  const { sampling } = dataset
  return sampling !== null && dataset.startAt(position) >= sampling.since ? sampling : null
}

/** What the SDK says of its recorder in the events of a recorded session. */
export function recorderOf(dataset: Dataset, position: number): Record<string, unknown> {
  if (dataset.isMobileAt(position)) return { $lib_version: versions.mobile, $recording_status: 'active' }
  const sampling = samplingAt(dataset, position)
  return sampling === null
    ? { $lib_version: versions.web, $recording_status: 'active' }
    : { $lib_version: versions.sampling, $recording_status: 'sampled', $replay_sample_rate: sampling.rate }
}

function reasonsAt(dataset: Dataset, position: number): Record<string, unknown>[] {
  const sampling = samplingAt(dataset, position)
  const $lib_version = sampling === null ? versions.web : versions.sampling
  const reasons: Record<string, unknown>[] = []
  if (part(seed, position, purposes.blocked) < blockedShare) {
    reasons.push({ $lib_version, $recording_status: 'lazy_loading', $sdk_debug_recording_script_not_loaded: true })
  }
  if (part(seed, position, purposes.short) < shortShare) reasons.push({ $lib_version, $recording_status: 'buffering' })
  if (sampling === null) return reasons
  // So many sessions left out stand beside each one that is recorded.
  const left = 1 / sampling.rate - 1
  const count = Math.floor(left) + (part(seed, position, purposes.sampled) < left % 1 ? 1 : 0)
  for (let order = 0; order < count; order += 1) {
    reasons.push({ $lib_version, $recording_status: 'disabled', $replay_sample_rate: sampling.rate })
  }
  return reasons
}

/** The sessions that began shortly before a recorded one and were not recorded. */
export function unrecordedSessions(dataset: Dataset, position: number): UnrecordedSession[] {
  return reasonsAt(dataset, position).flatMap((recorder, order) => {
    const { startUrl, isMobile } = dataset.visitAt((position + 53 * (order + 1)) % dataset.total)
    if (startUrl === null || isMobile) return []
    const number = (position * 16 + order) & 0x7fff_ffff
    const startedAt = dataset.startAt(position) - (order + 1) * minute
    return [
      {
        id: uuidOf(number, startedAt, seed),
        distinctId: uuidOf(number, startedAt, seed + 1),
        startedAt,
        urls: Array.from({ length: 1 + (mix(seed, number, purposes.pages) % 3) }, () => startUrl),
        recorder,
      },
    ]
  })
}
