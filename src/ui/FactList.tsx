import type { ReactNode } from 'react'
import classes from './FactList.module.css'

export function FactList({ children }: { children: ReactNode }) {
  return <dl className={classes['facts']}>{children}</dl>
}

export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={classes['fact']}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
