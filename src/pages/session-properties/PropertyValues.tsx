import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Connection } from '#storage/connections.ts'
import { type SessionProperty, sessionPropertyQueries } from '#api/sessionProperties/sessionProperties.ts'
import { cutText } from '#lib/cutText.ts'
import { BusyBar } from '#ui/BusyBar.tsx'
import { SearchField } from '#ui/SearchField.tsx'
import { PropertiesFailure } from './PropertiesFailure.tsx'
import { isBoolean } from './propertySql.ts'
import { Row, Stack, Text } from '#ui/layout.tsx'
import classes from './PropertyPanel.module.css'
import { PropertyValue } from './PropertyValue.tsx'
import { countOf, valueCountsQuery } from './valueCounts.ts'
import { Button } from '#ui/Button.tsx'
import { counted } from '#lib/format.ts'

/** The server returns no more (posthog-api.md#g2-property-values). */
const maxValues = 20
const refreshMs = 3000

type Props = {
  connection: Connection
  property: SessionProperty
  search: string
  onSearch: (text: string) => void
}

function sourceText(property: SessionProperty): string {
  if (property.name === '$channel_type') return 'All channels known to the server, used or not, and the project’s own.'
  if (isBoolean(property)) return 'This property is either yes or no.'
  return `Up to ${maxValues} values, most frequent first, from the latest 100,000 sessions.`
}

export function PropertyValues({ connection, property, search, onSearch }: Props) {
  const values = useQuery({
    ...sessionPropertyQueries.values(connection, property.name, search),
    placeholderData: keepPreviousData,
    // Refetches once by itself while the server is counting.
    refetchInterval: ({ state }) => (state.data?.refreshing === true && state.dataUpdateCount < 2 ? refreshMs : false),
  })
  const list = [...new Set(values.data?.values)]
  const counts = useQuery(valueCountsQuery(connection, property)).data

  return (
    <Stack>
      <SearchField label="Search values" placeholder="Search values" value={search} waitMs={500} onChange={onSearch} />
      <Text size="xs" tone="dimmed">
        {sourceText(property)}
        {counts && ' Counts are sessions of the last 30 days.'}
      </Text>
      <BusyBar busy={values.isFetching} />
      {values.isPending && <ValuesSkeleton />}
      {values.isError && <PropertiesFailure error={values.error} onRetry={() => void values.refetch()} />}
      {values.data?.refreshing && (
        <Row as="p" justify="space-between" size="sm" tone="warning" role="status">
          The server is still counting. Values may be incomplete.
          <Button variant="default" disabled={values.isFetching} onClick={() => void values.refetch()}>
            Refresh
          </Button>
        </Row>
      )}
      {values.data && list.length > 0 && (
        <ul className={classes['list']} aria-label="Values">
          {list.map((value) => (
            <PropertyValue
              key={value}
              connection={connection}
              property={property}
              value={value}
              count={counts ? countOf(counts, property, value) : null}
              most={counts?.most ?? 1}
            />
          ))}
        </ul>
      )}
      <Text size="xs" tone="dimmed" role="status">
        {values.data && !values.isPlaceholderData && countText(list.length, search)}
      </Text>
    </Stack>
  )
}

function countText(count: number, search: string): string {
  if (count === 0) return search ? `No values match “${cutText(search, 60)}”.` : 'No values in the latest sessions.'
  return count < maxValues ? counted(count, 'value') : `${counted(count, 'value')}. There may be more. Search to find them.`
}

function ValuesSkeleton() {
  return (
    <Stack gap={18} role="status" aria-label="Loading values" className={classes['skeleton']}>
      {Array.from({ length: 6 }, (_, index) => (
        <i key={index} aria-hidden />
      ))}
    </Stack>
  )
}
