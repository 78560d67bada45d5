import type { ActionOutcome, ShareAction } from '#features/shareInventory/runAction.ts'
import { counted } from '#lib/format.ts'

type ActionTexts = {
  title: string
  question: (count: string) => string
  consequence: string
  button: (count: string) => string
  /** Title of the job. */
  working: (count: string) => string
  done: string
}

export const actionMessages: Record<ShareAction, ActionTexts> = {
  'turn off': {
    title: 'Turn off public links',
    question: (count) => `Turn off ${count}?`,
    consequence:
      'The links stop working immediately. Older servers restore the same links when sharing is turned on again. To rule that out, revoke them permanently.',
    button: (count) => `Turn off ${count}`,
    working: (count) => `Turning off ${count}`,
    done: 'Turned off',
  },
  revoke: {
    title: 'Revoke public links permanently',
    question: (count) => `Revoke ${count} permanently?`,
    consequence:
      'Permanently deletes the links. Nobody can restore them. If the server can’t delete a link, it’s disabled instead and marked as such.',
    button: (count) => `Revoke ${count}`,
    working: (count) => `Revoking ${count}`,
    done: 'Revoked',
  },
  'require password': {
    title: 'Require password',
    question: (count) => `Require a password for ${count}?`,
    consequence:
      'The links stay the same. Until you create a password on the page of a recording, nobody can open its link. Your organization’s plan may not include passwords.',
    button: (count) => `Require password for ${count}`,
    working: (count) => `Requiring passwords for ${count}`,
    done: 'Password-protected',
  },
  'turn on': {
    title: 'Turn public links on again',
    question: (count) => `Turn on ${count} again?`,
    consequence: '',
    button: (count) => `Turn on ${count}`,
    working: (count) => `Turning on ${count} again`,
    done: 'Turned on again',
  },
}

export function links(count: number): string {
  return counted(count, 'public link')
}

const outcomeMessages: Record<string, string> = {
  returns: 'Turned off, not deleted',
  unsure: 'Turned off, delete failed',
  'another link': 'Still off',
  failed: 'Failed',
  unknown: 'Unknown',
} satisfies Record<Exclude<ActionOutcome, 'done'>, string>

export function outcomeText(action: ShareAction, outcome: string): string {
  if (outcome === 'done') return actionMessages[action].done
  if (action === 'turn on' && outcome === 'unsure') return 'Unknown'
  return outcomeMessages[outcome] ?? 'Not attempted'
}
