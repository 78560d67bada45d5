import type { ApiError, ErrorKind } from './errors.ts'

const fixedInSettings = new Set<ErrorKind>([
  'bad-key',
  'missing-scope',
  'wrong-project',
  'unreachable',
  'endpoint-missing',
  'malformed',
  'read-only',
])

/** Whether another key, host or project may help. */
export function isFixedInSettings({ kind }: ApiError): boolean {
  return fixedInSettings.has(kind)
}

export function errorDetails({ kind, facts, at }: ApiError): [label: string, value: string][] {
  const details: [string, string | number | undefined][] = [
    ['Kind', kind],
    ['Status', facts.status],
    ['Code', facts.code],
    ['Field', facts.attr],
    ['Server message', facts.detail],
    ['At', new Date(at).toISOString()],
  ]
  return details.flatMap(([label, value]) => (value === undefined ? [] : [[label, String(value)] as [string, string]]))
}
