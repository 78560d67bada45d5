/** The static document that recorded pages are rebuilt in; `scripts/policy.ts` says what it may do, which is nothing. */
export const frameUrl = '/replay-frame.html'

/** Another one, which may also show files of the hosts that `openStage` is told; chosen by whoever watches. */
export const openFrameUrl = '/replay-frame-open.html'

/** What the frame around that document may do; no scripts, whatever a recording holds (docs/decisions/015-replay-frame.md). */
export const frameSandbox = 'allow-same-origin'
