import type { QueryClient } from '@tanstack/react-query'
import { logActivity } from '#storage/activityLog.ts'
import type { Connection } from '#storage/connections.ts'
import { cutText, oneLine } from '#lib/cutText.ts'
import { counted } from '#lib/format.ts'
import { notify, type ToastAction } from '#ui/notify.ts'
import type { AnalyzedSubscription } from '../analyzeSubscription.ts'
import { type Attempt, attemptAction } from './attemptAction.ts'
import { definitions } from './actionDefinitions.ts'
import { actionMessages, type SubscriptionAction } from './actionMessages.ts'

/** Actions on one subscription that need no confirmation, and what undoes them. */
const undoActions = { pause: 'resume', end: 'bring back', 'bring back': 'end' } as const
export type InstantAction = keyof typeof undoActions

/** Resuming and tests send something that can't be taken back, so they are confirmed. */
export function isInstant(action: SubscriptionAction): action is InstantAction {
  return action in undoActions
}

type Order = { queryClient: QueryClient; connection: Connection; target: AnalyzedSubscription }

/** Runs the action and logs how it ended. */
async function attempt({ queryClient, connection, target }: Order, action: SubscriptionAction): Promise<Attempt> {
  const { id } = target.subscription
  const result = await attemptAction({ queryClient, connection: () => connection, id, send: (request) => request({}) }, action)
  const outcome = result.outcome === 'done' ? 'done' : result.outcome === 'unsure' ? 'unknown' : 'failed'
  const about = { kind: 'subscription', subject: id, subjectName: target.name } as const
  void logActivity(connection, [{ ...about, action: definitions[action].activity, outcome, detail: result.why }])
  return result
}

const effects: Record<InstantAction | 'resume', (recipients: string) => string> = {
  pause: (recipients) => `Nothing is delivered until you resume. Resuming immediately sends one delivery to ${recipients}.`,
  resume: (recipients) => `One delivery goes to ${recipients} now, then it continues on schedule.`,
  end: () => 'Deliveries stop. Find it again under “Show ended”.',
  'bring back': () => 'It delivers on schedule again.',
}

/** Runs an action on one subscription; a toast says how it ended and offers to undo it. Never rejects. */
export function runInstantAction(order: Order, action: InstantAction): Promise<void> {
  const undoing = undoActions[action]
  // Undoing a pause sends something, so the button says so.
  const label = undoing === 'resume' ? 'Undo and send now' : 'Undo'
  return run(order, action, { label, run: () => void run(order, undoing) })
}

async function run(order: Order, action: InstantAction | 'resume', undo?: ToastAction): Promise<void> {
  const { target } = order
  const name = `“${cutText(oneLine(target.name), 60)}”`
  const { outcome, why } = await attempt(order, action)
  const done = {
    title: `${actionMessages[action].done} ${name}`,
    message: effects[action](counted(target.recipients.list.length, 'recipient')),
    tone: 'notice' as const,
    action: undo,
  }
  const title = outcome === 'unsure' ? `Unknown whether ${name} changed` : `Couldn’t ${action} ${name}`
  const failed = { title, message: why ?? '', tone: 'error' as const }
  await notify({ id: `subscription ${target.subscription.id}`, ...(outcome === 'done' ? done : failed) })
}
