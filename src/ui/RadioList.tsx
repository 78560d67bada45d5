import { type ReactNode, useId } from 'react'
import classes from './Checkbox.module.css'
import { Row, Stack, Text } from './layout.tsx'

type Props<Value extends string> = {
  /** Accessible name. */
  label: string
  options: readonly { value: Value; label: ReactNode; hint: string; isDisabled?: boolean }[]
  value: Value
  onChange: (value: Value) => void
}

/** Native radio buttons below each other, each with a second line. */
export function RadioList<Value extends string>({ label, options, value, onChange }: Props<Value>) {
  const name = useId()
  return (
    <Stack gap={4} role="radiogroup" aria-label={label}>
      {options.map((option) => (
        <Row as="label" key={option.value} size="sm" align="start" className={classes['field']}>
          <input
            type="radio"
            name={name}
            checked={option.value === value}
            disabled={option.isDisabled}
            onChange={() => onChange(option.value)}
          />
          <span>
            {option.label}
            <Text as="small" size="xs" tone="dimmed">
              {option.hint}
            </Text>
          </span>
        </Row>
      ))}
    </Stack>
  )
}
