import type { ReactNode } from 'react'
import classes from './PageHeader.module.css'

type Props = {
  title: string
  description?: ReactNode
  actions?: ReactNode
  /** Shown beside the heading. */
  beside?: ReactNode
}

/** The only h1 of a screen, with its description and actions. */
export function PageHeader({ title, description, actions, beside }: Props) {
  return (
    <header className={classes['header']}>
      <div className={classes['text']}>
        <div className={classes['line']}>
          <h1 className={classes['title']}>{title}</h1>
          {beside}
        </div>
        {description && <p className={classes['description']}>{description}</p>}
      </div>
      {actions && <div className={classes['actions']}>{actions}</div>}
    </header>
  )
}
