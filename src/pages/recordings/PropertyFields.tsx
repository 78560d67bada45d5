import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import type { Connection } from '#storage/connections.ts'
import { sessionPropertyQueries } from '#api/sessionProperties/sessionProperties.ts'
import { TextInput } from '#ui/fields.tsx'

type Props = { connection: Connection; value: string; onChange: (property: string) => void }

/** Suggestions load when a field gets the focus; both fields accept any text. */
export function PropertyFields({ connection, value, onChange }: Props) {
  const [name, setName] = useState(() => value.split('=')[0] ?? '')
  const [propertyValue, setPropertyValue] = useState(() => value.slice(value.indexOf('=') + 1))
  const [suggestions, setSuggestions] = useState<'nothing' | 'names' | 'values'>('nothing')
  const nameList = useId()
  const valueList = useId()
  const names = useQuery({ ...sessionPropertyQueries.definitions(connection), enabled: suggestions !== 'nothing' })
  const values = useQuery({
    ...sessionPropertyQueries.values(connection, name, ''),
    enabled: suggestions === 'values' && name !== '',
  })
  const change = (nextName: string, nextValue: string) => {
    setName(nextName)
    setPropertyValue(nextValue)
    onChange(nextName.trim() && nextValue.trim() ? `${nextName.trim()}=${nextValue.trim()}` : '')
  }
  return (
    <>
      <TextInput
        label="Session property"
        placeholder="$channel_type"
        list={nameList}
        maxLength={200}
        value={name}
        error={names.isError && `Couldn’t load property names. ${names.error.message}`}
        onFocus={() => setSuggestions('names')}
        onChange={(event) => change(event.currentTarget.value, propertyValue)}
      />
      <datalist id={nameList}>
        {names.data?.map((property) => (
          <option key={property.name} value={property.name}>
            {property.name}
          </option>
        ))}
      </datalist>
      <TextInput
        label="Property value"
        placeholder="Direct"
        list={valueList}
        maxLength={250}
        value={propertyValue}
        error={values.isError && `Couldn’t load property values. ${values.error.message}`}
        onFocus={() => setSuggestions('values')}
        onChange={(event) => change(name, event.currentTarget.value)}
      />
      <datalist id={valueList}>
        {values.data?.values.map((one) => (
          <option key={one} value={one}>
            {one}
          </option>
        ))}
      </datalist>
    </>
  )
}
