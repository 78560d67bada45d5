import * as v from 'valibot'
import { Amount, responseObject, Text, TextList } from '#api/http/schema.ts'

/**
 * What some servers say of a recording besides what the table shows (posthog-api.md#b2-recording-object). Null and empty where
 * they do not.
 */
const RecordingExtras = responseObject({
  /** E-mail addresses of everyone of the organization who viewed it. */
  viewers: TextList,
  snapshotLibrary: Text,
  /** In bytes. */
  totalSize: Amount,
  eventCount: Amount,
})
export type RecordingExtras = v.InferOutput<typeof RecordingExtras>

/** Reads them out of one recording as the server sent it; null where it sent nothing of the kind. */
export function readExtras(raw: unknown): RecordingExtras | null {
  const read = v.safeParse(RecordingExtras, raw)
  return read.success ? read.output : null
}
