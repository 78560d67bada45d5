import { type KeyboardEvent, type ReactNode, useLayoutEffect, useRef } from 'react'
import { Link, type LinkProps } from 'react-router-dom'
import classes from './Menu.module.css'

export type MenuItem = {
  label: string
  icon: ReactNode
  /** A link or an action. */
  does: Pick<LinkProps, 'to' | 'state'> | (() => void)
  isDangerous?: boolean
}

type Props = { label: string; items: readonly MenuItem[]; anchor: Element; onClose: () => void }

const gap = 4

function place(menu: HTMLElement, anchor: Element) {
  const { top, bottom, right } = anchor.getBoundingClientRect()
  const { width, height } = menu.getBoundingClientRect()
  const isBelow = bottom + gap + height <= window.innerHeight
  menu.style.top = `${Math.max(gap, isBelow ? bottom + gap : top - gap - height)}px`
  menu.style.left = `${Math.max(gap, Math.min(right, window.innerWidth - gap) - width)}px`
}

/** A menu of actions beside an element. Esc, Tab and a press elsewhere close it; the focus returns to where it was. */
export function Menu({ label, items, anchor, onClose }: Props) {
  const menu = useRef<HTMLDivElement>(null)

  useLayoutEffect(() => {
    const element = menu.current
    if (!element) return
    element.showPopover()
    place(element, anchor)
    element.querySelector<HTMLElement>('[role=menuitem]')?.focus()
  }, [anchor])

  function press(event: KeyboardEvent) {
    const all = [...(menu.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])]
    const index = all.findIndex((item) => item === document.activeElement)
    const next = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: -1 }[event.key]
    if (next !== undefined) all.at(next % all.length)?.focus()
    else if (event.key === 'Tab') menu.current?.hidePopover()
    else return
    event.preventDefault()
  }

  return (
    <div
      ref={menu}
      popover="auto"
      role="menu"
      aria-label={label}
      tabIndex={-1}
      className={classes['menu']}
      onKeyDown={press}
      onToggle={(event) => event.newState === 'closed' && onClose()}
    >
      {items.map(({ label: name, icon, does, isDangerous }) => {
        const shared = { role: 'menuitem', tabIndex: -1, className: classes['item'] ?? '', 'data-dangerous': isDangerous }
        return typeof does === 'function' ? (
          <button
            key={name}
            type="button"
            {...shared}
            onClick={() => {
              menu.current?.hidePopover()
              does()
            }}
          >
            {icon} {name}
          </button>
        ) : (
          <Link key={name} {...does} {...shared} onClick={() => menu.current?.hidePopover()}>
            {icon} {name}
          </Link>
        )
      })}
    </div>
  )
}
