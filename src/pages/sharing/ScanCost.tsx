import { Text } from '#ui/layout.tsx'
import classes from './ScanForm.module.css'

/** Requests per rate class (posthog-api.md#e3-rate-limits). */
export function ScanCost({ isThorough }: { isThorough: boolean }) {
  return (
    <Text as="div" size="xs" tone="dimmed" frame className={classes['cost']} role="group" aria-label="Estimated API usage">
      <p>Estimated API usage:</p>
      <ul>
        {isThorough ? (
          <>
            <li>
              <b>SQL</b> 1 query per 50,000 recordings (limit 120 per hour). Keys without query:read use list requests instead, 1
              per 100 recordings.
            </li>
            <li>
              <b>Links</b> 1 request per recording (limit 4,800 per hour on PostHog Cloud)
            </li>
          </>
        ) : (
          <>
            <li>
              <b>SQL</b> 1 query (limit 120 per hour)
            </li>
            <li>
              <b>Links</b> 1 request per recording that was ever shared or saved (limit 4,800 per hour on PostHog Cloud)
            </li>
          </>
        )}
        <li>
          <b>List</b> 1 request per 100 public recordings (for names)
        </li>
      </ul>
      {!isThorough && (
        <p>
          If the server or key doesn’t allow this, every recording in range is checked. You can pause or cancel at any time and
          keep the results so far.
        </p>
      )}
    </Text>
  )
}
