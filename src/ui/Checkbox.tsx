import type { ReactNode } from 'react'
import classes from './Checkbox.module.css'
import { Row, Text } from './layout.tsx'

type Props = {
  label: ReactNode
  /** A second line. */
  hint?: string
  checked: boolean
  disabled?: boolean | undefined
  onChange: (checked: boolean) => void
}

/** The native checkbox with its label. */
export function Checkbox({ label, hint, checked, disabled, onChange }: Props) {
  return (
    <Row as="label" size="sm" align={hint === undefined ? 'center' : 'start'} className={classes['field']}>
      <input type="checkbox" checked={checked} disabled={disabled} onChange={(event) => onChange(event.currentTarget.checked)} />
      {hint === undefined ? (
        label
      ) : (
        <span>
          {label}
          <Text as="small" size="xs" tone="dimmed">
            {hint}
          </Text>
        </span>
      )}
    </Row>
  )
}
