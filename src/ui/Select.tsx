import type { ComponentProps } from 'react'
import classes from './Select.module.css'

type Props = Omit<ComponentProps<'select'>, 'onChange' | 'children'> & {
  options: { value: string; label: string }[]
  onChange: (value: string) => void
}

/** The native select, drawn like the other controls. */
export function Select({ options, onChange, className, ...props }: Props) {
  return (
    <select
      {...props}
      className={`${classes['select']} ${className ?? ''}`}
      onChange={(event) => onChange(event.currentTarget.value)}
    >
      {options.map(({ value, label }) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </select>
  )
}
