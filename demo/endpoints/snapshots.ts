import { editionFacts } from '../host/editions.ts'
import type { ProjectCall, ProjectResource } from '../host/resource.ts'
import { earlierAnswer } from '../snapshots/earlierAnswer.ts'
import { newestAnswer } from '../snapshots/newestAnswer.ts'

function answer(call: ProjectCall): Promise<Response> {
  const { snapshots } = editionFacts[call.context.options.edition]
  return snapshots === 'blocks' ? newestAnswer(call) : earlierAnswer(call, snapshots)
}

/** What recordings play (posthog-api.md#j-snapshots). */
export const snapshotResources: readonly ProjectResource[] = [
  {
    path: 'session_recordings/:recording/snapshots',
    badKeyStatus: 403,
    methods: { GET: { scope: 'session_recording:read', rateClass: 'snapshots', answer } },
  },
]
