/** Static document in which recorded pages are rebuilt. Its policy in `scripts/policy.ts` allows nothing. */
export const frameUrl = '/replay-frame.html'

/** Also shows files from hosts that the user allowed. */
export const openFrameUrl = '/replay-frame-open.html'

/** Allows no scripts, whatever a recording contains (docs/decisions/015-replay-frame.md). */
export const frameSandbox = 'allow-same-origin'
