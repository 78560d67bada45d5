import { editionFacts } from '../host/editions.ts'
import type { AskedOfProject, ProjectResource } from '../host/resource.ts'
import { earlierAnswer } from '../snapshots/earlierAnswer.ts'
import { newestAnswer } from '../snapshots/newestAnswer.ts'

function answer(asked: AskedOfProject): Promise<Response> {
  const { snapshots } = editionFacts[asked.world.options.edition]
  return snapshots === 'blocks' ? newestAnswer(asked) : earlierAnswer(asked, snapshots)
}

/** What recordings play (posthog-api.md#j-snapshots). */
export const snapshotResources: readonly ProjectResource[] = [
  {
    path: 'session_recordings/:recording/snapshots',
    badKeyStatus: 403,
    methods: { GET: { scope: 'session_recording:read', rateClass: 'snapshots', answer } },
  },
]
