import { IconChevronRight } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import classes from './Disclosure.module.css'

type Props = {
  title: string
  /** A quiet word beside the title. */
  note?: string
  /** Drawn from the first opening on, so that what is closed costs nothing. */
  children: () => ReactNode
}

/** A section that is closed until it is wanted. */
export function Disclosure({ title, note, children }: Props) {
  const [wasOpened, setWasOpened] = useState(false)
  return (
    <details className={classes['disclosure']} onToggle={(event) => event.currentTarget.open && setWasOpened(true)}>
      <summary className={classes['summary']}>
        <IconChevronRight size={14} className={classes['chevron']} aria-hidden />
        <h2 className={classes['title']}>{title}</h2>
        {note && <span className={classes['note']}>{note}</span>}
      </summary>
      {wasOpened && <div className={classes['content']}>{children()}</div>}
    </details>
  )
}
