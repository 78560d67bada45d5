import type { KeyboardEvent } from 'react'
import type { SessionProperty } from '#api/sessionProperties/sessionProperties.ts'
import { cutText } from '#lib/cutText.ts'
import { EmptyValue } from '#ui/EmptyValue.tsx'
import { groupProperties, maxShown } from './findProperties.ts'
import { Text } from '#ui/layout.tsx'
import { PlainTable } from '#ui/PlainTable.tsx'
import { TextButton } from '#ui/TextButton.tsx'
import classes from './SessionPropertiesPage.module.css'
import { kindNames } from './propertyKinds.ts'
import { meaningOf } from './propertyMeanings.ts'
import { formatNumber } from '#lib/format.ts'

const columns = [
  { header: 'Name', width: '250px' },
  { header: 'Type', width: '100px' },
  { header: 'Numeric', width: '92px' },
  { header: 'Description' },
]

type Props = {
  properties: readonly SessionProperty[]
  selected: string
  isBusy: boolean
  onSelect: (name: string) => void
}

/** Arrow keys move between names. */
function moveFocus(event: KeyboardEvent<HTMLElement>) {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
  const names = [...event.currentTarget.querySelectorAll<HTMLButtonElement>('button[data-name]')]
  const index = names.findIndex((name) => name === document.activeElement)
  const next = names[index + (event.key === 'ArrowDown' ? 1 : -1)]
  if (index < 0 || !next) return
  event.preventDefault()
  next.focus()
}

export function PropertiesTable({ properties, selected, isBusy, onSelect }: Props) {
  return (
    <>
      <PlainTable
        className={classes['table']}
        caption="Session properties"
        columns={columns}
        stacks
        aria-busy={isBusy}
        onKeyDown={moveFocus}
      >
        {groupProperties(properties).map(({ kind, rows }) => (
          <tbody key={kind}>
            <tr className={classes['group']}>
              <th scope="rowgroup" colSpan={4}>
                {kindNames[kind]}{' '}
                <Text as="span" tone="dimmed" className={classes['count']}>
                  {formatNumber(rows.length)}
                </Text>
              </th>
            </tr>
            {rows.map((property) => (
              <PropertyRow key={property.name} property={property} isSelected={property.name === selected} onSelect={onSelect} />
            ))}
          </tbody>
        ))}
      </PlainTable>
      {properties.length > maxShown && (
        <Text size="sm" tone="dimmed" className={classes['note']}>
          First {formatNumber(maxShown)} of {formatNumber(properties.length)}. Search to see others.
        </Text>
      )}
    </>
  )
}

type RowProps = { property: SessionProperty; isSelected: boolean; onSelect: (name: string) => void }

function PropertyRow({ property: { name, propertyType, isNumerical }, isSelected, onSelect }: RowProps) {
  const meaning = meaningOf(name)
  return (
    // For the mouse only; the keyboard uses the button.
    <tr className={classes['row']} data-selected={isSelected || undefined} onClick={() => onSelect(name)}>
      {/* oxlint-disable-next-line jsx-a11y/control-has-associated-label -- the button within has its own */}
      <td>
        <TextButton plain mono size="xs" breaks className={classes['name']} data-name={name} aria-pressed={isSelected}>
          <bdi>{cutText(name, 120)}</bdi>
        </TextButton>
      </td>
      <td className={classes['type']}>
        {propertyType === null ? <EmptyValue meaning="Type unknown" unknown /> : <bdi>{cutText(propertyType, 40)}</bdi>}
      </td>
      <td className={classes['numerical']}>{isNumerical ? 'Yes' : <EmptyValue meaning="Not numeric" />}</td>
      <td className={classes['meaning']} data-wide>
        {meaning ?? <EmptyValue meaning="No description" />}
      </td>
    </tr>
  )
}
