import { asApiError } from '#api/http/errors.ts'
import { refusalMessages } from '#api/http/refusalMessages.ts'
import classes from './SharingPanel.module.css'

/** Why a change failed, shown beside the control that was used. */
export function Refusal({ title, error }: { title: string; error: unknown }) {
  const { message, next } = refusalMessages(asApiError(error))
  return (
    <p className={classes['refusal']} role="alert">
      <strong>{title}</strong> {message} {next}
    </p>
  )
}
