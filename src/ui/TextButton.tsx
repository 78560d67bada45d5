import type { ComponentProps } from 'react'
import { Text } from './layout.tsx'
import classes from './TextButton.module.css'

type Props = Omit<ComponentProps<typeof Text>, 'as'> & {
  /** Has the color of the text around it, or of its `tone`. */
  plain?: boolean
}

/** A button that looks like a link in a text. */
export function TextButton({ plain = false, className, ...props }: Props) {
  return (
    <Text
      {...props}
      as="button"
      type="button"
      className={[classes['button'], !plain && !props.tone && classes['link'], className].filter(Boolean).join(' ')}
    />
  )
}
