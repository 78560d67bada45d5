import type { ReactNode } from 'react'
import classes from './PageHeader.module.css'

type Props = {
  title: string
  sentence?: ReactNode
  actions?: ReactNode
  /** Stands beside the heading. */
  beside?: ReactNode
}

/** The head of a screen: its one h1, its one sentence of orientation, its actions at the right. */
export function PageHeader({ title, sentence, actions, beside }: Props) {
  return (
    <header className={classes['header']}>
      <div className={classes['words']}>
        <div className={classes['line']}>
          <h1 className={classes['title']}>{title}</h1>
          {beside}
        </div>
        {sentence && <p className={classes['sentence']}>{sentence}</p>}
      </div>
      {actions && <div className={classes['actions']}>{actions}</div>}
    </header>
  )
}
