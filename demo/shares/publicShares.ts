import type { RecordingFacts } from '../data/recordingFacts.ts'
import type { Project } from '../data/projects.ts'
import type { HostContext } from '../host/resource.ts'
import { openLinks } from './share.ts'
import { type Link, recordingKey } from '../host/state.ts'

/** A public link that opens, and what it opens. */
export type OpenShare = { project: Project; recordingId: string; link: Link }

function splitName(name: string): { projectId: string; recordingId: string } {
  const [projectId = '', ...rest] = name.split(' ')
  return { projectId, recordingId: rest.join(' ') }
}

/** What a token opens now: the link of today, or one that was replaced less than five minutes ago. */
export function findOpenShare({ state, options, projects }: HostContext, token: string): OpenShare | null {
  if (!options.publicSharing || token === '') return null
  const now = options.now()
  for (const [name, share] of state.shares) {
    const link = openLinks(share, now).find((one) => one.token === token)
    const { projectId, recordingId } = splitName(name)
    const project = projects.find(({ id }) => String(id) === projectId)
    if (link !== undefined && project !== undefined) return { project, recordingId, link }
  }
  return null
}

/** The recording behind a link; null where it was deleted, or never was. */
export function recordingBehind({ state }: HostContext, { project, recordingId }: OpenShare): RecordingFacts | null {
  const position = project.dataset.positionOf(recordingId)
  return position === null || state.deleted.has(recordingKey(project, recordingId)) ? null : project.dataset.factsAt(position)
}

/** The truth about a recording that is shared, or was. Instants are ISO in UTC. */
export type SharedRecording = {
  projectId: string
  recordingId: string
  enabled: boolean
  token: string
  createdAt: string
  passwordRequired: boolean
  /** Whether the recording itself is gone, which no way of finding shares but asking for it tells. */
  isDeleted: boolean
  /** Every token through which it can be seen now: none where the organization has no public sharing. */
  openTokens: string[]
}

/** Everything that is or was shared, for journeys that compare with it. */
export function sharedRecordings({ state, options }: HostContext): SharedRecording[] {
  return [...state.shares].map(([name, share]) => ({
    ...splitName(name),
    enabled: share.enabled,
    token: share.token,
    createdAt: new Date(share.createdAt).toISOString(),
    passwordRequired: share.passwordRequired,
    isDeleted: state.deleted.has(name),
    openTokens: options.publicSharing ? openLinks(share, options.now()).map(({ token }) => token) : [],
  }))
}
