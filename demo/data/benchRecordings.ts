/** A recording for measurements: about `megabytes` (millions of bytes) of JSON once its events are unpacked. */
export type BenchRecording = { id: string; title: string; megabytes: number; durationSeconds: number }

function bench(megabytes: number, durationSeconds: number): BenchRecording {
  return { id: `bench-${megabytes}mb`, title: `Benchmark: ${megabytes} MB`, megabytes, durationSeconds }
}

/** Generated on demand, always the same. The durations were measured to reach each size. */
export const benchRecordings: readonly BenchRecording[] = [bench(1, 88), bench(10, 1019), bench(50, 5144)]
