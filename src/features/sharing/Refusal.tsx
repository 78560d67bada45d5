import { asApiError } from '#api/http/errors.ts'
import { refusalMessages } from '#api/http/refusalMessages.ts'
import { Text } from '#ui/layout.tsx'

/** Why a change failed, shown beside the control that was used. */
export function Refusal({ title, error }: { title: string; error: unknown }) {
  const { message, next } = refusalMessages(asApiError(error))
  return (
    <Text size="sm" tone="danger" role="alert">
      <strong>{title}</strong> {message} {next}
    </Text>
  )
}
