/**
 * Why a request waits: the server said so, or the rate limit is used up. `until` is in milliseconds since 1970, `why` a sentence
 * for the screen.
 */
export type Wait = { until: number; for: 'server' | 'budget'; why: string }

/** A background request gives way to what the person does and may wait before it is sent. */
export type Background = {
  /** The job it belongs to, for the screen: "Deleting 12 recordings". */
  label: string
  /** Aborts the waiting, not the request: then it throws ApiError `aborted`, and nothing was sent. */
  signal?: AbortSignal
  /** Called when it has to wait, again when that changes, and with null when it is sent after waiting. */
  onWait?: (wait: Wait | null) => void
}
