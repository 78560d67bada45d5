import { EventType, IncrementalSource } from '@rrweb/types'
import { gunzip, TooMuchData } from '#lib/gunzip.ts'
import { isRecord } from '#lib/isRecord.ts'
import type { SkipReason } from './skips.ts'

/** How much may still be unpacked of a recording, in bytes: what a bomb cannot exceed. */
export type Allowance = { left: number }

/** Of one field, in bytes. */
const mostOfField = 64 * 1024 * 1024

/** The only compression of events that there is so far (posthog-api.md#j3-events-and-their-compression). */
const known = '2024-10'

/** Which fields the SDK packs of incremental events, by their source. */
const packed: Partial<Record<number, readonly string[]>> = {
  [IncrementalSource.Mutation]: ['adds', 'removes', 'texts', 'attributes'],
  [IncrementalSource.StyleSheetRule]: ['adds', 'removes'],
}

/** Packed fields are often the same few bytes: an empty list is 22 of them. */
const short = { longest: 64, most: 500, texts: new Map<string, string>() }

class Unpackable extends Error {
  reason: SkipReason

  constructor(reason: SkipReason) {
    super(reason)
    this.reason = reason
  }
}

function bytesOf(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length)
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    if (code > 255) throw new Unpackable('damaged')
    bytes[index] = code
  }
  return bytes
}

function textOf(packedText: string, allowance: Allowance): string {
  const seen = short.texts.get(packedText)
  if (seen !== undefined) return seen
  let bytes: Uint8Array
  try {
    bytes = gunzip(bytesOf(packedText), Math.min(mostOfField, allowance.left))
  } catch (error) {
    throw new Unpackable(error instanceof TooMuchData ? 'too-big' : 'damaged')
  }
  allowance.left -= bytes.length
  const text = new TextDecoder().decode(bytes)
  if (packedText.length <= short.longest && short.texts.size < short.most) short.texts.set(packedText, text)
  return text
}

/** A field that may be packed or plain. */
function unpackField(value: unknown, allowance: Allowance): unknown {
  if (typeof value !== 'string') return value
  try {
    return JSON.parse(textOf(value, allowance)) as unknown
  } catch (error) {
    throw error instanceof Unpackable ? error : new Unpackable('damaged')
  }
}

function unpackData(type: unknown, data: unknown, allowance: Allowance): unknown {
  if (type === EventType.FullSnapshot) return unpackField(data, allowance)
  if (type !== EventType.IncrementalSnapshot || !isRecord(data)) return data
  const unpacked = { ...data }
  for (const field of packed[Number(data['source'])] ?? []) {
    if (field in unpacked) unpacked[field] = unpackField(unpacked[field], allowance)
  }
  return unpacked
}

/**
 * Undoes the SDK's compression of an event's fields (posthog-api.md#j3-events-and-their-compression): each character of a packed
 * field is one byte of gzip, inside is JSON; fields may be plain all the same. Gives the event as it was recorded, or why that
 * cannot be.
 */
export function unpack(event: Record<string, unknown>, allowance: Allowance): Record<string, unknown> | SkipReason {
  const { cv, ...rest } = event
  if (cv === undefined || cv === null) return event
  if (cv !== known) return 'unknown-compression'
  try {
    return { ...rest, data: unpackData(event['type'], event['data'], allowance) }
  } catch (error) {
    return error instanceof Unpackable ? error.reason : 'damaged'
  }
}
