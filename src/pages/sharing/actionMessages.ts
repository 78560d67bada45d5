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
      'The links stop working immediately. Older servers restore the same links when sharing is turned on again. To rule that out, revoke them permanently.',
    button: (count) => `Turn off ${count}`,
    working: 'Turning off',
    done: 'Turned off',
  },
  revoke: {
    title: 'Revoke public links permanently',
    question: (count) => `Revoke ${count} permanently?`,
    consequence:
      'Permanently deletes the links. Nobody can restore them. If the server can’t delete a link, it’s disabled instead and marked as such.',
    button: (count) => `Revoke ${count}`,
    working: 'Revoking',
    done: 'Revoked',
  },
  'require password': {
    title: 'Require password',
    question: (count) => `Require a password for ${count}?`,
    consequence:
      'The links stay the same. Until you create a password on the page of a recording, nobody can open its link. Your organization’s plan may not include passwords.',
    button: (count) => `Require password for ${count}`,
    working: 'Requiring passwords',
    done: 'Password-protected',
  },
  'turn on': {
    title: 'Turn public links on again',
    question: (count) => `Turn on ${count} again?`,
    consequence: '',
    button: (count) => `Turn on ${count}`,
    working: 'Turning on again',
    done: 'Turned on again',
  },
}

export function links(count: number): string {
  return counted(count, 'public link')
}

const outcomeMessages: Record<Exclude<ActionOutcome, 'done'>, string> = {
  returns: 'Turned off, not deleted',
  unsure: 'Turned off, delete failed',
  'another link': 'Still off',
  failed: 'Failed',
  'not attempted': 'Not attempted',
}

export function outcomeText(action: ShareAction, outcome: ActionOutcome): string {
  return outcome === 'done' ? actionMessages[action].done : outcomeMessages[outcome]
}
