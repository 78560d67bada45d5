import type { ProblemId } from '#features/schedule/problems.ts'

export const kindMessages: Record<ProblemId, { why: string; next: string }> = {
  overdue: {
    why: 'The planned date has passed, and the server hasn’t planned another. Nothing is delivered until it does.',
    next: 'Check for failed deliveries or a stopped worker on the host. To reschedule it, change the schedule in PostHog.',
  },
  'failed-delivery': {
    why: 'The last delivery didn’t reach everyone.',
    next: 'Fix the reported error, then send a test.',
  },
  'no-recipients': {
    why: 'The list of recipients is empty, so nobody receives it.',
    next: 'Add recipients in PostHog, or end the subscription.',
  },
  'slack-disconnected': {
    why: 'It posts to Slack, but no Slack integration is connected.',
    next: 'Connect Slack in PostHog, then choose the channel again.',
  },
  never: {
    why: 'No day matches the schedule, so nothing is ever delivered.',
    next: 'Change the schedule in PostHog, or end the subscription.',
  },
  'malformed-recipients': {
    why: 'Some recipients aren’t valid addresses.',
    next: 'Correct the list in PostHog. Separate recipients by commas.',
  },
  ownerless: {
    why: 'The account of its creator is gone. Nobody maintains it, and some servers fail to deliver it.',
    next: 'Recreate it from an active account, then end this one.',
  },
  'external-recipients': {
    why: 'Data leaves the organization: these recipients are outside your domains in Settings.',
    next: 'Make sure they should see it, or remove them in PostHog.',
  },
  duplicate: {
    why: 'Several subscriptions have the same content, recipients and times.',
    next: 'Keep one and end the rest.',
  },
  disagreement: {
    why: 'The next date on the server doesn’t match the schedule.',
    next: 'The server’s date applies. If it’s wrong, change the schedule in PostHog to recalculate it.',
  },
  'unknown-values': {
    why: 'It uses values that Replay Desk doesn’t recognize, so some details may be missing.',
    next: 'Check it in PostHog.',
  },
  'position-ignored': {
    why: 'A position such as “first” or “last” has no effect in this schedule.',
    next: 'Choose weekdays in PostHog, or leave it as it is.',
  },
  'clock-shift': {
    why: 'Daylight saving time begins or ends soon. Deliveries arrive at another local time from then on.',
    next: 'Tell the recipients, or change the time in PostHog.',
  },
  ending: { why: 'At most two deliveries are left.', next: 'Extend it in PostHog to continue.' },
  ended: { why: 'The schedule has finished. No more deliveries follow.', next: 'Extend it in PostHog to continue, or end it.' },
}
