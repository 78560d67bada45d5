import { IconX } from '@tabler/icons-react'
import { activeConditions, withoutConditions } from './conditions.ts'
import classes from './RecordingsPage.module.css'
import type { RecordingsSearching } from './useRecordingsSearch.ts'
import { Button } from '#ui/Button.tsx'

/** The filters that are on, each of which can be taken away. */
export function ConditionChips({ searching }: { searching: RecordingsSearching }) {
  const conditions = activeConditions(searching.search)
  if (conditions.length === 0) return null
  return (
    <ul className={classes['chips']} aria-label="Active filters">
      {conditions.map(({ name, words, clears }) => (
        <li key={name} className={classes['chip']}>
          <span className={classes['chipWords']} title={words}>
            {words}
          </span>
          <button
            type="button"
            className={classes['chipRemove']}
            aria-label={`Remove filter: ${words}`}
            onClick={() => searching.ask(withoutConditions(clears))}
          >
            <IconX size={14} aria-hidden />
          </button>
        </li>
      ))}
      <li>
        <Button
          variant="subtle"
          size="compact-xs"
          onClick={() => searching.ask(withoutConditions(conditions.flatMap(({ clears }) => clears)))}
        >
          Clear all
        </Button>
      </li>
    </ul>
  )
}
