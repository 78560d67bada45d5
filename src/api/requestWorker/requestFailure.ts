import type { FailureReason } from './messages.ts'

/** A request that was not sent, or to which there was no response. */
export class RequestFailure extends Error {
  override name = 'RequestFailure'
  readonly reason: FailureReason

  constructor(reason: FailureReason) {
    super(reason)
    this.reason = reason
  }
}
