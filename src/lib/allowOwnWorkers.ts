type Policies = {
  defaultPolicy: object | null
  createPolicy: (name: string, rules: { createScriptURL: (url: string) => string | null }) => object
}

declare global {
  /** Absent in browsers without Trusted Types. */
  var trustedTypes: Policies | undefined
}

/** The address if it is that of a file of ours that the build names a worker. */
function ownWorker(address: string): string | null {
  return /^\/assets\/\w+Worker-[\w-]+\.js$/.test(address.replace(location.origin, '')) ? address : null
}

/**
 * Lets the page start the app's own workers where the browser enforces Trusted Types, and nothing else: no other address becomes
 * a script, and no text becomes HTML or code (docs/decisions/034-policy.md).
 */
export function allowOwnWorkers() {
  const policies = globalThis.trustedTypes
  if (policies && !policies.defaultPolicy) policies.createPolicy('default', { createScriptURL: ownWorker })
}
