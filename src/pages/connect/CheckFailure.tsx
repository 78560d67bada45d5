import { asApiError } from '#api/http/errors.ts'
import classes from './ConnectPage.module.css'

/** For errors that don't belong to a single field. */
export function CheckFailure({ error }: { error: unknown }) {
  const { message, next, facts } = asApiError(error)
  const [, ...causes] = facts.causes ?? []
  return (
    <div className={classes['failure']} role="alert">
      <p>
        <strong>{message}</strong> {next}
      </p>
      {causes.length > 0 && (
        <ul>
          {causes.map((cause) => (
            <li key={cause}>{cause}</li>
          ))}
        </ul>
      )}
    </div>
  )
}
