import * as v from 'valibot'
import type { ErrorKind } from '#api/http/errors.ts'
import { refusal } from '#api/http/readRefusal.ts'
import { camelKeys } from '#lib/camel.ts'
import { isRecord } from '#lib/isRecord.ts'
import { documentedWords } from './apiNotes.ts'
import { type Call, type Found, holds, rowsIn } from './calls.ts'
import { type Answer, pageOrigin } from './send.ts'
import { isFieldName, kindOf } from './shape.ts'

function listText(names: Iterable<string>): string {
  return [...names].toSorted().join(', ')
}

/** The schemas read what they can't as null, and flags as false. */
function isLost(sent: unknown, read: unknown): boolean {
  if (sent === null || sent === undefined) return false
  return read === null || read === undefined || (typeof read === 'boolean' && typeof sent !== 'boolean')
}

/** Fields of one row that the app's schema can't read, with the kind of their values. */
function unreadable(row: v.GenericSchema, raw: unknown): string[] {
  const read = v.safeParse(row, raw)
  if (!read.success) {
    const places = read.issues.map((issue) => v.getDotPath(issue)?.split('.', 1)[0] ?? 'the whole row')
    return places.map((place) => (documentedWords.has(place) || place === 'the whole row' ? place : 'a field'))
  }
  const sent = camelKeys(raw)
  if (!isRecord(sent) || !isRecord(read.output)) return []
  const fields = Object.entries(read.output).filter(([name, value]) => isLost(sent[name], value))
  return fields.map(([name]) => `${name} (${kindOf(sent[name])})`)
}

function namesOf(rows: readonly unknown[]): string[] {
  const names = rows.flatMap((row) => (isRecord(row) ? Object.keys(row) : []))
  return [...new Set(names)].filter(isFieldName)
}

function inRows(call: Call, rows: readonly unknown[]): string[] {
  const { row } = call
  if (!row) return []
  const lost = new Set(rows.flatMap((one) => unreadable(row, one)))
  const added = namesOf(rows).filter((name) => !documentedWords.has(name))
  return [
    ...(lost.size > 0 ? [`can’t be read: ${listText(lost)}`] : []),
    ...(added.length > 0 ? [`has fields that the docs don’t name: ${listText(added)}`] : []),
  ]
}

function inBody(call: Call, json: unknown): string[] {
  if (json === undefined) return ['isn’t JSON']
  const problem = call.problem?.(json) ?? null
  const rows = call.isList ? rowsIn(json) : [json]
  if (rows === null) return [problem ?? 'isn’t a list']
  return [...(problem === null ? [] : [problem]), ...inRows(call, rows)]
}

/** Neither of them says anything about how the host differs. */
const passing = new Set<ErrorKind>(['rate-limited', 'server-busy'])

function inRefusal(call: Call, kind: ErrorKind, { scopes }: Found): string[] {
  const isHeld = call.scope === null ? true : holds(scopes, call.scope)
  const isNamed = call.refusals?.includes(kind) || passing.has(kind) || (kind === 'missing-scope' && isHeld !== true)
  if (isNamed) return []
  const hint = kind === 'missing-scope' ? ' though the key has the scope' : ''
  return [`is refused as “${kind}”${hint}`]
}

/** Headers that the docs promise to every page, whatever its origin (posthog-api.md#d-cors). */
function inHeaders({ headers }: Answer): string[] {
  const allowed = headers.get('Access-Control-Allow-Origin')
  const exposed = headers.get('Access-Control-Expose-Headers')
  return [
    ...(allowed === pageOrigin || allowed === '*' ? [] : ['doesn’t allow the page’s origin']),
    ...(exposed === null ? [] : ['exposes headers to pages']),
  ]
}

function inPreflight({ preflight }: Call, answer: Answer): string[] {
  if (!preflight) return []
  const allows = (header: string, wanted: string) => {
    const allowed =
      answer.headers
        .get(header)
        ?.toLowerCase()
        .split(/\s*,\s*/) ?? []
    return wanted.split(',').every((one) => allowed.includes(one.toLowerCase()))
  }
  return [
    ...(answer.status >= 200 && answer.status < 300 ? [] : [`is answered ${answer.status}`]),
    ...(allows('Access-Control-Allow-Methods', preflight.method) ? [] : [`doesn’t allow ${preflight.method}`]),
    ...(allows('Access-Control-Allow-Headers', preflight.headers) ? [] : [`doesn’t allow the headers ${preflight.headers}`]),
  ]
}

/** Why a host refused; null if it didn't. */
export function refusalOf({ status, text }: Answer, key: string): ErrorKind | null {
  return status >= 200 && status < 300 ? null : refusal(status, text, key).kind
}

/** Where an answer differs from the notes on PostHog’s API. */
export function differencesOf(call: Call, answer: Answer, json: unknown, found: Found, key: string): string[] {
  const cors = inHeaders(answer)
  if (call.preflight) return [...cors, ...inPreflight(call, answer)]
  if (answer.status >= 300 && answer.status < 400) return [...cors, 'is redirected']
  const kind = refusalOf(answer, key)
  return [...cors, ...(kind === null ? inBody(call, json) : inRefusal(call, kind, found))]
}
