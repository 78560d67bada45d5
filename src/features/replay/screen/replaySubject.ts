import type { Person } from '#api/recordings/recordings.ts'

export type ReplaySubject = {
  id: string | null
  person: Pick<Person, 'uuid' | 'name' | 'distinctIds'> | null
  /** The length that the list shows, in seconds; null if unknown. */
  listedSeconds: number | null
  /** IANA name of the project's time zone; null if unknown. */
  zone: string | null
  /** URL at a time in seconds; null for a file. */
  linkAt: ((seconds: number) => string) | null
  /** The same in PostHog's app. */
  postHogLinkAt: ((seconds: number) => string) | null
}

export type Neighbors = { onPrevious?: (() => void) | undefined; onNext?: (() => void) | undefined }
