let isShown = typeof window === 'undefined'
const waiting: (() => void)[] = []

/** Resolves once the first screen shows its content, or is waited for in vain, and the browser has nothing more urgent to do. */
export function afterFirstContent(): Promise<void> {
  return isShown ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))
}

/** To be called when the first content is there, or somebody wants what comes after it. */
export function announceFirstContent() {
  isShown = true
  for (const resolve of waiting.splice(0)) resolve()
}
