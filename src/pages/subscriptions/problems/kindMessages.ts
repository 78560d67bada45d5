import type { ProblemId } from '#features/schedule/problems.ts'

export const kindMessages: Record<ProblemId, { why: string; next: string }> = {
  overdue: {
    why: 'The planned date is past, and the server has planned no other: nothing arrives until it does.',
    next: 'Look for failed deliveries or a stopped worker on the host. Changing the schedule in PostHog plans it anew.',
  },
  'failed-delivery': {
    why: 'The last delivery did not reach everyone.',
    next: 'Put right what the server names, then send a test.',
  },
  'no-recipients': { why: 'The list of recipients is empty: nobody gets it.', next: 'Add recipients in PostHog, or end it.' },
  'slack-disconnected': {
    why: 'It posts to Slack, but no Slack integration is connected.',
    next: 'Connect Slack in PostHog, then choose the channel again.',
  },
  never: {
    why: 'No day fits the schedule, so nothing is ever delivered.',
    next: 'Change the schedule in PostHog, or end it.',
  },
  'malformed-recipients': {
    why: 'Some recipients are no address that anything can be sent to.',
    next: 'Correct the list in PostHog. Recipients are separated by commas.',
  },
  ownerless: {
    why: 'The account of whoever made it is gone: nobody looks after it, and some servers fail to deliver it.',
    next: 'Make it anew as someone who stays, then end this one.',
  },
  'external-recipients': {
    why: 'Data leaves the organization: these recipients are outside the domains in Settings.',
    next: 'Make sure that they should see it, or take them off the list in PostHog.',
  },
  duplicate: {
    why: 'The same goes to the same recipients at the same times more than once.',
    next: 'Keep one and end the rest.',
  },
  disagreement: {
    why: 'The server’s next date is none that the schedule has, or leaves one out.',
    next: 'The server’s word counts. If it is wrong, change the schedule in PostHog, which plans it anew.',
  },
  'unknown-values': {
    why: 'Something in it is not known here, so part of what is shown may be missing.',
    next: 'Look at it in PostHog.',
  },
  'position-ignored': {
    why: 'A position such as “first” or “last” has no effect in this schedule.',
    next: 'Choose weekdays for it in PostHog, or leave it.',
  },
  'clock-shift': {
    why: 'Summer time begins or ends soon: deliveries arrive at another hour from then on.',
    next: 'Tell the recipients, or move the time in PostHog.',
  },
  ending: { why: 'No more than two deliveries are left.', next: 'Extend it in PostHog if it should go on.' },
  ended: { why: 'The schedule is over: nothing is delivered any more.', next: 'Extend it in PostHog, or end it.' },
}
