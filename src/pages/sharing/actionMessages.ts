import type { ActionOutcome, ShareAction } from '#features/shareInventory/runActions.ts'
import { counted } from '#lib/format.ts'

type ActionTexts = {
  title: string
  question: (count: string) => string
  consequence: string
  button: (count: string) => string
  working: string
  done: string
}

export const actionMessages: Record<ShareAction, ActionTexts> = {
  'turn off': {
    title: 'Turn off public links',
    question: (count) => `Turn off ${count}?`,
    consequence:
      'The links stop opening at once. On older servers the same links open again when sharing is switched on again; to rule that out, revoke them for good.',
    button: (count) => `Turn off ${count}`,
    working: 'Turning off',
    done: 'Off',
  },
  revoke: {
    title: 'Revoke public links for good',
    question: (count) => `Revoke ${count} for good?`,
    consequence:
      'The links stop opening at once and are dropped: nobody can bring them back, you included. A server that cannot drop a link only turns it off, and its row says so.',
    button: (count) => `Revoke ${count}`,
    working: 'Revoking',
    done: 'Revoked',
  },
  'require password': {
    title: 'Ask for a password',
    question: (count) => `Ask for a password at ${count}?`,
    consequence:
      'The links stay the same. Until a password is made on a recording’s own page, nobody can open its link. The plan of your organization may not include passwords.',
    button: (count) => `Ask for a password at ${count}`,
    working: 'Switching passwords on',
    done: 'Password required',
  },
  'turn on': {
    title: 'Turn public links on again',
    question: (count) => `Turn on ${count} again?`,
    consequence: '',
    button: (count) => `Turn on ${count}`,
    working: 'Turning on again',
    done: 'Public again, same link',
  },
}

export function links(count: number): string {
  return counted(count, 'public link')
}

const outcomeMessages: Record<Exclude<ActionOutcome, 'done'>, string> = {
  returns: 'Off, not dropped',
  unsure: 'Off, dropping failed',
  'another link': 'Still off',
  failed: 'Failed',
  'not attempted': 'Not attempted',
}

export function outcomeText(action: ShareAction, outcome: ActionOutcome): string {
  return outcome === 'done' ? actionMessages[action].done : outcomeMessages[outcome]
}
