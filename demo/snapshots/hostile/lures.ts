import type { HostileRecording } from '../../data/hostileRecordings.ts'

/** Where an attack would lead, each way under a name of its own, so that whoever sees a request knows what made it. */
export type Lures = {
  recording: HostileRecording
  /** An address on this machine; the demo option `beacon` says where. */
  beacon: (way: string) => string
  /** An address of somebody else. */
  evil: (way: string) => string
  /** Both, for what takes one address and is worth two tries. */
  both: (way: string) => readonly [string, string]
  /** JavaScript without spaces or double quotes: marks the outermost window, opens a dialog, calls, and leaves. */
  script: (way: string) => string
}

export function luresOf(recording: HostileRecording, beaconOrigin: string): Lures {
  const { slug } = recording
  const beacon = (way: string) => `${beaconOrigin}/${slug}/${way}`
  const evil = (way: string) => `https://evil.example/${slug}/${way}`
  return {
    recording,
    beacon,
    evil,
    both: (way) => [beacon(way), evil(way)],
    script: (way) =>
      `top.hacked='${slug}/${way}';top.document.title='hacked';fetch('${beacon(`${way}-fetch`)}');alert('${way}');` +
      `top.location='${evil(`${way}-left`)}'`,
  }
}
