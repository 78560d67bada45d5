import type { Subscription } from '#api/subscriptions/subscriptions.ts'
import { cutText, oneLine } from '#lib/cutText.ts'
import { shortHash } from '#lib/textHash.ts'

/**
 * `key` identifies a recipient without revealing secrets. `label` is what to show: an address, a channel, or the host of a
 * webhook. `domain` is lower case, for email only.
 */
export type Recipient = { key: string; label: string; name: string | null; domain: string | null; isWellFormed: boolean }

/** Each recipient once, in the server’s order. `repeated` and `blank` count the entries left out. */
export type Recipients = { list: Recipient[]; repeated: number; blank: number }

const maxCharacters = 254

/** The server splits at commas too, so a name with a comma is broken there as well. */
function readAddress(piece: string): Recipient {
  const named = /^(.*)<([^<>]*)>$/s.exec(piece)
  const address = (named?.[2] ?? piece).trim()
  const name = named?.[1]?.trim().replace(/^"(.*)"$/s, '$1') || null
  const at = address.lastIndexOf('@')
  const local = address.slice(0, Math.max(0, at))
  const domain = address.slice(at + 1).toLowerCase()
  const isWellFormed =
    address.length <= maxCharacters && /^[^\s@<>"(),:;[\]\\]+$/.test(local) && /^[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+$/u.test(domain)
  return {
    key: `email:${address.toLowerCase()}`,
    label: cutText(oneLine(address || piece), maxCharacters),
    name,
    domain: isWellFormed ? domain : null,
    isWellFormed,
  }
}

/** PostHog stores a channel as "C0123|#general": ID and name. */
function readChannel(value: string): Recipient {
  const [id = '', name] = value.split('|').map((part) => part.trim())
  return {
    key: `slack:${id || value}`,
    label: cutText(oneLine(name || id || value), maxCharacters),
    name: name ? id : null,
    domain: null,
    isWellFormed: id !== '',
  }
}

/** A webhook URL is a secret, so only its host is shown. */
function readWebhook(kind: string, value: string): Recipient {
  let host = ''
  try {
    const url = new URL(value)
    host = url.protocol === 'https:' || url.protocol === 'http:' ? url.host : ''
  } catch {
    // isWellFormed reports it
  }
  // The newest servers return only the host.
  if (!host && /^[\w-]+(\.[\w-]+)+(:\d+)?$/.test(value)) host = value
  const label = host || 'Invalid address'
  return { key: `${kind}:${host}:${shortHash(value)}`, label, name: null, domain: null, isWellFormed: host !== '' }
}

function readOther(kind: string, value: string): Recipient {
  if (/^\w+:\/\//.test(value)) return readWebhook(kind, value)
  return { key: `${kind}:${value}`, label: cutText(oneLine(value), maxCharacters), name: null, domain: null, isWellFormed: true }
}

function splitTarget(targetType: string | null, value: string): string[] {
  return (targetType === 'email' ? value.split(',') : [value]).map((piece) => piece.trim())
}

function readRecipient(targetType: string | null, piece: string): Recipient {
  switch (targetType) {
    case 'email':
      return readAddress(piece)
    case 'slack':
      return readChannel(piece)
    case 'webhook':
    case 'teams':
      return readWebhook(targetType, piece)
    default:
      return readOther(targetType ?? 'unknown', piece)
  }
}

/** Recipients of a subscription or of a past delivery (posthog-api.md#i6-targets). Never throws. */
export function recipientsOf({ targetType, targetValue }: Pick<Subscription, 'targetType' | 'targetValue'>): Recipients {
  const pieces = splitTarget(targetType, targetValue ?? '')
  const filled = pieces.filter((piece) => piece !== '')
  const recipients = new Map<string, Recipient>()
  for (const piece of filled) {
    const recipient = readRecipient(targetType, piece)
    if (!recipients.has(recipient.key)) recipients.set(recipient.key, recipient)
  }
  const list = [...recipients.values()]
  return { list, repeated: filled.length - list.length, blank: targetValue ? pieces.length - filled.length : 0 }
}
