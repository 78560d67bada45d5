import * as v from 'valibot'
import { Amount, responseObject, Text, TextList } from '#api/http/schema.ts'

/** Fields that only some servers send (posthog-api.md#b2-recording-object). Null or empty if they do not. */
const RecordingExtras = responseObject({
  /** E-mail addresses of everyone in the organization who viewed it. */
  viewers: TextList,
  snapshotLibrary: Text,
  /** In bytes. */
  totalSize: Amount,
  eventCount: Amount,
  /** What PostHog's AI wrote about it, where somebody asked; newest servers only. */
  summaryOutcome: v.fallback(v.nullable(v.object({ success: v.nullable(v.boolean()), description: v.string() })), null),
})
export type RecordingExtras = v.InferOutput<typeof RecordingExtras>

/** Null if the server sent none of them. */
export function readExtras(raw: unknown): RecordingExtras | null {
  const read = v.safeParse(RecordingExtras, raw)
  return read.success ? read.output : null
}
