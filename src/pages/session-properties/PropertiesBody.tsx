import { useRef, useState } from 'react'
import type { Connection } from '#storage/connections.ts'
import type { SessionProperty } from '#api/sessionProperties/sessionProperties.ts'
import { cutText } from '#lib/cutText.ts'
import { BusyBar } from '#ui/BusyBar.tsx'
import { download } from '#ui/download.ts'
import { EmptyState } from '#ui/EmptyState.tsx'
import { SearchField } from '#ui/SearchField.tsx'
import { Select } from '#ui/Select.tsx'
import { useOptimisticValue } from '#ui/useOptimisticValue.ts'
import { findProperties, typesIn } from './findProperties.ts'
import { PropertiesTable } from './PropertiesTable.tsx'
import type { PropertiesSearch } from './propertiesSearch.ts'
import { propertiesCsv } from './propertyFile.ts'
import { PropertyPanel } from './PropertyPanel.tsx'
import { Spacer, Stack, Text } from '#ui/layout.tsx'
import { Notice, Toolbar } from '#ui/bands.tsx'
import { ScrollBox } from '#ui/ScrollBox.tsx'
import classes from './SessionPropertiesPage.module.css'
import { Button } from '#ui/Button.tsx'
import { counted } from '#lib/format.ts'

type Props = {
  connection: Connection
  all: readonly SessionProperty[]
  /** Matches from the server’s search; null until it responds. */
  serverMatches: readonly SessionProperty[] | null
  failure: Error | null
  isBusy: boolean
  search: PropertiesSearch
  onChange: (change: Partial<PropertiesSearch>) => void
}

export function PropertiesBody({ connection, all, serverMatches, failure, isBusy, search, onChange }: Props) {
  const [typed, setTyped] = useOptimisticValue(search.search)
  const [resetCount, setResetCount] = useState(0)
  const root = useRef<HTMLDivElement>(null)
  const shown = findProperties(all, typed === search.search ? serverMatches : null, { search: typed, type: search.type })
  const selected = [...all, ...(serverMatches ?? [])].find(({ name }) => name === search.property)

  function clear() {
    setResetCount(resetCount + 1)
    setTyped('')
    onChange({ search: '', type: '' })
  }

  function close() {
    const name = search.property
    onChange({ property: '', value: '' })
    // On a phone the table is hidden until the panel closes.
    requestAnimationFrame(() => {
      root.current?.querySelector<HTMLElement>(`button[data-name="${CSS.escape(name)}"]`)?.focus()
    })
  }

  return (
    // Esc closes the panel from anywhere inside.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      ref={root}
      className={classes['body']}
      data-open={search.property !== '' || undefined}
      onKeyDown={(event) => {
        // In a field, Esc clears the text.
        const isField = event.target instanceof HTMLInputElement
        if (event.key === 'Escape' && !isField && search.property !== '') close()
      }}
    >
      <Stack gap={0} className={classes['main']}>
        <FilterBar
          connection={connection}
          all={all}
          shown={shown}
          search={search}
          fieldKey={resetCount}
          onType={setTyped}
          onChange={onChange}
        />
        {failure && <Notice role="alert">Search failed on the server: {failure.message} Showing loaded properties only.</Notice>}
        <BusyBar busy={isBusy} />
        {shown.length > 0 ? (
          <ScrollBox fills>
            <PropertiesTable
              properties={shown}
              selected={search.property}
              isBusy={isBusy}
              onSelect={(name) => onChange({ property: name, value: '' })}
            />
          </ScrollBox>
        ) : (
          <EmptyState
            title="No matching properties"
            actions={
              <Button variant="default" onClick={clear}>
                Clear filters
              </Button>
            }
          >
            This server defines {counted(all.length, 'property', 'properties')}.
          </EmptyState>
        )}
      </Stack>
      {search.property !== '' && (
        <PropertyPanel
          connection={connection}
          property={selected ?? { name: search.property, propertyType: null, isNumerical: false }}
          isDefined={selected !== undefined}
          search={search.value}
          onSearch={(value) => onChange({ value })}
          onClose={close}
        />
      )}
    </div>
  )
}

type FilterBarProps = Pick<Props, 'connection' | 'all' | 'search' | 'onChange'> & {
  shown: readonly SessionProperty[]
  /** A new one drops the pending change of the field. */
  fieldKey: number
  onType: (text: string) => void
}

function FilterBar({ connection, all, shown, search, fieldKey, onType, onChange }: FilterBarProps) {
  return (
    <Toolbar role="search">
      <SearchField
        key={fieldKey}
        className={classes['search']}
        label="Search properties"
        placeholder="Search properties"
        value={search.search}
        waitMs={400}
        onType={onType}
        onChange={(text) => onChange({ search: text })}
      />
      <Select
        aria-label="Type"
        options={[{ value: '', label: 'All types' }, ...typesIn(all).map((type) => ({ value: type, label: cutText(type, 40) }))]}
        value={search.type}
        onChange={(type) => onChange({ type })}
      />
      <Text as="span" size="xs" tone="dimmed" role="status">
        {shown.length === all.length
          ? counted(all.length, 'property', 'properties')
          : `${shown.length} of ${counted(all.length, 'property', 'properties')}`}
      </Text>
      <Spacer />
      <Button
        variant="default"
        disabled={shown.length === 0}
        onClick={() => download(`session-properties-${connection.projectId}.csv`, 'text/csv', propertiesCsv(shown))}
      >
        Export CSV
      </Button>
    </Toolbar>
  )
}
