import { type ReactNode, useId } from 'react'
import { InlineRow } from './layout.tsx'
import classes from './SegmentedControl.module.css'

type Props<Value extends string> = {
  /** Accessible name. */
  label: string
  options: readonly { value: Value; label: ReactNode; title?: string }[]
  value: Value
  onChange: (value: Value) => void
  wide?: boolean
}

/** Native radio buttons drawn as one control. */
export function SegmentedControl<Value extends string>({ label, options, value, onChange, wide }: Props<Value>) {
  const name = useId()
  return (
    <InlineRow
      as="div"
      gap={2}
      align="stretch"
      role="radiogroup"
      aria-label={label}
      className={classes['control']}
      data-wide={wide || undefined}
    >
      {options.map((option) => (
        <label key={option.value} className={classes['option']} title={option.title}>
          <input
            type="radio"
            name={name}
            className={classes['input']}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          {option.label}
        </label>
      ))}
    </InlineRow>
  )
}
