export type SubscriptionAction = 'pause' | 'resume' | 'end' | 'bring back' | 'send test'

type ActionText = {
  title: string
  question: (what: string) => string
  meaning: string
  button: (what: string) => string
  /** Title of the job: "Pausing 3 subscriptions". */
  working: string
  /** Shown at each subscription once the action succeeded. */
  done: string
}

export const actionMessages: Record<SubscriptionAction, ActionText> = {
  pause: {
    title: 'Pause subscriptions',
    question: (what) => `Pause ${what}?`,
    meaning: 'Nothing is delivered until you resume. Schedules stay as they are.',
    button: (what) => `Pause ${what}`,
    working: 'Pausing',
    done: 'Paused',
  },
  resume: {
    title: 'Resume subscriptions',
    question: (what) => `Resume ${what}?`,
    meaning:
      'When a subscription is resumed, PostHog immediately sends one delivery to all recipients, then continues on schedule.',
    button: (what) => `Resume ${what}`,
    working: 'Resuming',
    done: 'Resumed',
  },
  end: {
    title: 'End subscriptions',
    question: (what) => `End ${what}?`,
    meaning: 'Deliveries stop, and PostHog hides the subscriptions. You can bring them back here under “Show ended”.',
    button: (what) => `End ${what}`,
    working: 'Ending',
    done: 'Ended',
  },
  'bring back': {
    title: 'Bring back subscriptions',
    question: (what) => `Bring back ${what}?`,
    meaning: 'They deliver on schedule again.',
    button: (what) => `Bring back ${what}`,
    working: 'Bringing back',
    done: 'Brought back',
  },
  'send test': {
    title: 'Send test deliveries',
    question: (what) => `Send a test of ${what} to all recipients now?`,
    meaning: 'This is a real delivery to real people. PostHog can’t send one to you alone.',
    button: () => 'Send now',
    working: 'Sending',
    done: 'Started',
  },
}
