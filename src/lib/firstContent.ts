let isShown = typeof window === 'undefined'
const waiting: (() => void)[] = []

/** Resolves once the first screen shows its content, or takes too long, and the browser is idle. */
export function afterFirstContent(): Promise<void> {
  return isShown ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))
}

/** Call this when the first content is shown, or when someone needs what waits for it. */
export function announceFirstContent() {
  isShown = true
  for (const resolve of waiting.splice(0)) resolve()
}
