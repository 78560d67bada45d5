import type { Recording } from '#api/recordings/recordings.ts'
import { personName } from '#api/recordings/personName.ts'
import { cutText } from '#lib/cutText.ts'

export function headingName({ person, distinctId }: Recording): string {
  return cutText(personName(person, distinctId), 120)
}
