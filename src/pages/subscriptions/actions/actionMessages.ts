export type SubscriptionAction = 'pause' | 'resume' | 'end' | 'bring back' | 'send test'

type ActionText = {
  title: string
  question: (what: string) => string
  meaning: string
  button: (what: string) => string
  working: string
  /** Shown at each subscription once the action succeeded. */
  done: string
}

export const actionMessages: Record<SubscriptionAction, ActionText> = {
  pause: {
    title: 'Pause subscriptions',
    question: (what) => `Pause ${what}?`,
    meaning: 'Nothing is delivered until they are resumed. Their schedules stay as they are.',
    button: (what) => `Pause ${what}`,
    working: 'Pausing',
    done: 'Paused',
  },
  resume: {
    title: 'Resume subscriptions',
    question: (what) => `Resume ${what}?`,
    meaning: 'PostHog sends one delivery to all recipients at once when a subscription is resumed, then goes on by the schedule.',
    button: (what) => `Resume ${what}`,
    working: 'Resuming',
    done: 'Resumed',
  },
  end: {
    title: 'End subscriptions',
    question: (what) => `End ${what}?`,
    meaning: 'Nothing is delivered any more, and PostHog hides them. They can be brought back here under “Show ended”.',
    button: (what) => `End ${what}`,
    working: 'Ending',
    done: 'Ended',
  },
  'bring back': {
    title: 'Bring subscriptions back',
    question: (what) => `Bring back ${what}?`,
    meaning: 'They deliver again by their schedules.',
    button: (what) => `Bring back ${what}`,
    working: 'Bringing back',
    done: 'Brought back',
  },
  'send test': {
    title: 'Send test deliveries',
    question: (what) => `Send what is due next of ${what} to everyone below, now?`,
    meaning: 'This is a real delivery to real people: PostHog has no delivery to yourself alone.',
    button: () => 'Send now',
    working: 'Sending',
    done: 'On its way',
  },
}
