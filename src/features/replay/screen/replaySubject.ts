import type { Person } from '#api/recordings/recordings.ts'

export type ReplaySubject = {
  id: string | null
  person: Pick<Person, 'uuid' | 'name' | 'distinctIds'> | null
  /** IANA name of the project's time zone; null if unknown. */
  zone: string | null
  /** URL at a time in seconds; null for a file. */
  linkAt: ((seconds: number) => string) | null
}

export type Neighbors = { onPrevious?: (() => void) | undefined; onNext?: (() => void) | undefined }
