import { EventType, IncrementalSource } from '@rrweb/types'
import { gunzip, TooMuchData } from '#lib/gunzip.ts'
import { isRecord } from '#lib/isRecord.ts'
import type { SkipReason } from './skips.ts'
import { numberOf } from '../sanitizer/plainValues.ts'

/** Limits decompression per recording, which stops decompression bombs. */
export type UnpackBudget = { remainingBytes: number }

const maxFieldBytes = 64 * 1024 * 1024

/** The only known compression version (posthog-api.md#j3-events-and-their-compression). */
const knownVersion = '2024-10'

/** Fields that the SDK compresses, by incremental source. */
const packedFields: Partial<Record<number, readonly string[]>> = {
  [IncrementalSource.Mutation]: ['adds', 'removes', 'texts', 'attributes'],
  [IncrementalSource.StyleSheetRule]: ['adds', 'removes'],
}

/** Many compressed fields are identical and short: an empty list has 22 bytes. */
const textCache = { maxLength: 64, maxEntries: 500, texts: new Map<string, string>() }

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

function textOf(packedText: string, budget: UnpackBudget): string {
  const cached = textCache.texts.get(packedText)
  if (cached !== undefined) return cached
  let bytes: Uint8Array
  try {
    bytes = gunzip(bytesOf(packedText), Math.min(maxFieldBytes, budget.remainingBytes))
  } catch (error) {
    throw new Unpackable(error instanceof TooMuchData ? 'too-big' : 'damaged')
  }
  budget.remainingBytes -= bytes.length
  const text = new TextDecoder().decode(bytes)
  if (packedText.length <= textCache.maxLength && textCache.texts.size < textCache.maxEntries)
    textCache.texts.set(packedText, text)
  return text
}

function unpackField(value: unknown, budget: UnpackBudget): unknown {
  if (typeof value !== 'string') return value
  try {
    return JSON.parse(textOf(value, budget)) as unknown
  } catch (error) {
    throw error instanceof Unpackable ? error : new Unpackable('damaged')
  }
}

function unpackData(type: unknown, data: unknown, budget: UnpackBudget): unknown {
  if (type === EventType.FullSnapshot) return unpackField(data, budget)
  if (type !== EventType.IncrementalSnapshot || !isRecord(data)) return data
  const unpacked = { ...data }
  for (const field of packedFields[numberOf(data['source'])] ?? []) {
    if (field in unpacked) unpacked[field] = unpackField(unpacked[field], budget)
  }
  return unpacked
}

/**
 * Decompresses an event's fields (posthog-api.md#j3-events-and-their-compression): each character is one byte of gzipped JSON,
 * but fields can also be plain. Returns the event, or why it can't be decompressed.
 */
export function unpack(event: Record<string, unknown>, budget: UnpackBudget): Record<string, unknown> | SkipReason {
  const { cv, ...rest } = event
  if (cv === undefined || cv === null) return event
  if (cv !== knownVersion) return 'unknown-compression'
  try {
    return { ...rest, data: unpackData(event['type'], event['data'], budget) }
  } catch (error) {
    return error instanceof Unpackable ? error.reason : 'damaged'
  }
}
