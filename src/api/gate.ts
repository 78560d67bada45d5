import type { Budget, Call, Leave } from './budget.ts'
import { ApiError } from './errors.ts'
import type { Address } from './http.ts'

let budget: Budget | null = null
let coming: Promise<Budget> | null = null

/** The budget is no part of the first load: it comes with the first request, and again where that failed. */
export function loadBudget(): Promise<Budget> {
  coming ??= import('./budget.ts').then(
    (loaded) => (budget = loaded.budget),
    (error: unknown) => {
      coming = null
      throw error
    },
  )
  coming.catch(() => undefined) // whoever needs it hears of it by asking
  return coming
}

/** Whether some class was stopped when a tab last wrote about it: then nothing goes out before the budget is there. */
function mayBeStopped(): boolean {
  try {
    return Object.entries(localStorage).some(([name, text]) => name.startsWith('replay-desk-budget ') && /"stops":{"/.test(text))
  } catch {
    return false
  }
}

/**
 * Every request passes here. What a person waits for goes at once, or not at all while the server refuses its class; what is in
 * the background waits its turn. Gives back whom to tell how it ended. Throws ApiError `rate-limited`, and `aborted` where the
 * waiting was ended. The first requests of a page do not wait for the budget's code: they are counted when it is there.
 */
export async function pass(call: Call): Promise<Leave> {
  const loading = loadBudget()
  if (!budget && !call.background && !mayBeStopped()) {
    return (cause) => void loading.then((late) => late.note(call, cause)).catch(() => undefined)
  }
  try {
    await loading
  } catch {
    const causes = ['A part of this page could not be loaded. Reload the page.']
    if (call.background) throw new ApiError('unreachable', { causes })
  }
  return budget ? budget.pass(call) : () => undefined
}

/**
 * Whether a GET of this `path` below the project is within what the key may ask for; true as long as the budget is not there.
 * For what a person waits for and that comes often, as seeking in a recording does: it then rather waits than be refused.
 */
export function hasRoom(at: Address, path: string): boolean {
  return budget?.hasRoom({ at, method: 'GET', path: `/projects/${encodeURIComponent(at.projectId)}${path}` }) ?? true
}
