import type { ComponentProps } from 'react'
import classes from './TabBar.module.css'
import { Row } from './layout.tsx'

/** Links or buttons in a line; the one with `aria-current` or `aria-selected` is underlined. */
export function TabBar(props: ComponentProps<typeof Row>) {
  return <Row fixed gap={4} {...props} className={classes['bar']} />
}
