/** The static document that recorded pages are rebuilt in; `scripts/policy.ts` says what it may do, which is nothing. */
export const stageUrl = '/stage.html'

/** Another one, which may also show files of the hosts that `openStage` is told; chosen by whoever watches. */
export const openStageUrl = '/stage-open.html'

/** What the frame around that document may do; no scripts, whatever a recording holds (docs/decisions/015-replay-frame.md). */
export const stageSandbox = 'allow-same-origin'
