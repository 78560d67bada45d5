import type { ReactNode } from 'react'
import classes from './FactList.module.css'

/** `framed` puts a border around the facts and lines between them. */
export function FactList({ framed = false, children }: { framed?: boolean; children: ReactNode }) {
  return (
    <dl className={classes['facts']} data-framed={framed || undefined}>
      {children}
    </dl>
  )
}

export function Fact({ name, children }: { name: ReactNode; children: ReactNode }) {
  return (
    <div className={classes['fact']}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
