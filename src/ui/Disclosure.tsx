import { IconChevronRight } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import classes from './Disclosure.module.css'

type Props = {
  title: string
  /** Shown beside the title. */
  note?: string
  /** A small line without a border, for details of the text above it. */
  inline?: boolean
  /** Rendered from the first opening on. */
  children: () => ReactNode
}

export function Disclosure({ title, note, inline = false, children }: Props) {
  const [wasOpened, setWasOpened] = useState(false)
  return (
    <details
      className={classes['disclosure']}
      data-inline={inline || undefined}
      onToggle={(event) => event.currentTarget.open && setWasOpened(true)}
    >
      <summary className={classes['summary']}>
        <IconChevronRight size={14} className={classes['chevron']} aria-hidden />
        {inline ? <span className={classes['title']}>{title}</span> : <h2 className={classes['title']}>{title}</h2>}
        {note && <span className={classes['note']}>{note}</span>}
      </summary>
      {wasOpened && <div className={classes['content']}>{children()}</div>}
    </details>
  )
}
