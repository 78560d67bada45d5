import { asApiError } from '#api/http/errors.ts'
import { refusalWords } from '#api/http/refusalMessages.ts'
import classes from './SharingPanel.module.css'

/** Why a change was refused, beside what was pressed. */
export function Refusal({ title, error }: { title: string; error: unknown }) {
  const { message, next } = refusalWords(asApiError(error))
  return (
    <p className={classes['refusal']} role="alert">
      <strong>{title}</strong> {message} {next}
    </p>
  )
}
