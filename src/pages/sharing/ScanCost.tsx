import classes from './ScanForm.module.css'

/** Requests per rate class (posthog-api.md#e3-rate-limits). */
export function ScanCost({ isThorough }: { isThorough: boolean }) {
  return (
    <div className={classes['cost']} role="group" aria-label="What it costs">
      <p>{isThorough ? 'It costs, by what PostHog counts apart:' : 'As a rule it costs, by what PostHog counts apart:'}</p>
      <ul>
        {isThorough ? (
          <>
            <li>
              <b>SQL</b> one query for each 50,000 recordings, of 120 an hour; a key without query:read takes <b>list</b> calls
              instead, one for each 100
            </li>
            <li>
              <b>Links</b> one call for each recording, of 4,800 an hour on PostHog Cloud
            </li>
          </>
        ) : (
          <>
            <li>
              <b>SQL</b> one query, of 120 an hour
            </li>
            <li>
              <b>Links</b> one call for each recording that was ever shared or kept, of 4,800 an hour on PostHog Cloud
            </li>
          </>
        )}
        <li>
          <b>List</b> one call for each 100 public recordings, to tell whom they show
        </li>
      </ul>
      {!isThorough && (
        <p>
          Where the server or the key does not allow that, every recording of the range is asked about. You can pause or cancel at
          any time; what was found is kept.
        </p>
      )}
    </div>
  )
}
