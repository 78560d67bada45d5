import type { ReactNode } from 'react'
import classes from './FactList.module.css'

/** Names and what is known under them, a line each. */
export function FactList({ children }: { children: ReactNode }) {
  return <dl className={classes['facts']}>{children}</dl>
}

/** One line of a FactList. */
export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={classes['fact']}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
