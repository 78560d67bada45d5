import { IconX } from '@tabler/icons-react'
import { activeFilters, withoutFilters } from './activeFilters.ts'
import { Row, Text } from '#ui/layout.tsx'
import classes from './RecordingsPage.module.css'
import type { RecordingsSearchState } from './useRecordingsSearch.ts'
import { Button } from '#ui/Button.tsx'

export function FilterChips({ searchState }: { searchState: RecordingsSearchState }) {
  const filters = activeFilters(searchState.search)
  if (filters.length === 0) return null
  return (
    <Row as="ul" gap={6} wrap fixed className={classes['chips']} aria-label="Active filters">
      {filters.map(({ name, label, clears }) => (
        <Row as="li" gap={2} size="xs" key={name} className={classes['chip']}>
          <Text as="span" cut className={classes['chipLabel']} title={label}>
            {label}
          </Text>
          <button
            type="button"
            className={classes['chipRemove']}
            aria-label={`Remove filter: ${label}`}
            onClick={() => searchState.setFilters(withoutFilters(clears))}
          >
            <IconX size={14} aria-hidden />
          </button>
        </Row>
      ))}
      <li>
        <Button
          variant="subtle"
          size="compact-xs"
          onClick={() => searchState.setFilters(withoutFilters(filters.flatMap(({ clears }) => clears)))}
        >
          Clear all
        </Button>
      </li>
    </Row>
  )
}
