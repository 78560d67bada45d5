import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { safeUrl } from '#lib/safeUrl.ts'
import { LongText } from '#ui/LongText.tsx'
import { ExternalLink } from '#ui/ExternalLink.tsx'
import { Row, Stack, Text } from '#ui/layout.tsx'
import { TextButton } from '#ui/TextButton.tsx'
import classes from './PropertyList.module.css'
import { propertyMatches } from './propertyMatches.ts'
import { TextInput } from '#ui/fields.tsx'
import { formatNumber } from '#lib/format.ts'

/** Shorter lists have no search field. */
const minSearchable = 6
const initialCount = 100

export function PropertyList({ properties }: { properties: Record<string, unknown> }) {
  const [search, setSearch] = useState('')
  const [showsAll, setShowsAll] = useState(false)
  const count = Object.keys(properties).length
  if (count === 0)
    return (
      <Text size="xs" tone="dimmed" numeric className={classes['note']}>
        This person has no properties.
      </Text>
    )
  const matches = propertyMatches(properties, search)
  const shown = showsAll ? matches : matches.slice(0, initialCount)
  return (
    <Stack className={classes['properties']}>
      <Row className={classes['head']}>
        <Text as="h3" size="sm">
          Properties
        </Text>
        <Text as="span" size="xs" tone="dimmed" numeric className={classes['note']} role="status">
          {search.trim() === '' ? formatNumber(count) : `${formatNumber(matches.length)} of ${formatNumber(count)}`}
        </Text>
        {count >= minSearchable && (
          <TextInput
            type="search"
            size="xs"
            className={classes['search'] ?? ''}
            aria-label="Search properties"
            placeholder="Search properties"
            leftSection={<IconSearch size={14} aria-hidden />}
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
          />
        )}
      </Row>
      {matches.length === 0 && (
        <Text size="xs" tone="dimmed" numeric className={classes['note']}>
          No properties match “{search.trim()}”.
        </Text>
      )}
      <dl className={classes['list']}>
        {shown.map(({ name, text }) => (
          <div key={name}>
            <dt>
              <LongText text={name} maxLength={120} />
            </dt>
            <dd>{safeUrl(text) === null ? <LongText text={text} /> : <ExternalLink url={text} />}</dd>
          </div>
        ))}
      </dl>
      {shown.length < matches.length && (
        <TextButton size="xs" className={classes['more']} onClick={() => setShowsAll(true)}>
          Show all {formatNumber(matches.length)}
        </TextButton>
      )}
    </Stack>
  )
}
