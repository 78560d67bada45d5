import { useFocusTrap } from '@mantine/hooks'
import { IconArrowsDiagonal, IconChevronDown, IconChevronUp, IconX } from '@tabler/icons-react'
import { type MouseEvent, type ReactNode, useEffect, useId, useLayoutEffect, useRef } from 'react'
import { useLocation } from 'react-router-dom'
import { Row, Stack, Text } from './layout.tsx'
import classes from './SidePanel.module.css'
import { usePanelKeys } from './usePanelKeys.ts'
import { IconButton, IconLink } from './Button.tsx'

type Props = {
  /** "recording", for the labels of its buttons. */
  itemName: string
  /** Another ID scrolls to the top. */
  id: string
  /** The same content as a page. */
  pageHref: string
  title: string
  /** Shown below the title. */
  subtitle: ReactNode
  /** Whether j and k work. */
  shortcuts: boolean
  onClose: () => void
  /** Null if there is none. */
  onPrevious: (() => void) | null
  onNext: (() => void) | null
  children: ReactNode
}

/**
 * The details of one row over the dimmed table. Traps the focus and returns it; Esc and a click outside close it, j and k go
 * to the next and the previous row. Full screen on a phone.
 */
export function SidePanel({ itemName, id, pageHref, title, subtitle, shortcuts, onClose, onPrevious, onNext, children }: Props) {
  const trap = useFocusTrap()
  const body = useRef<HTMLDivElement>(null)
  const panelId = useId()
  const headingId = useId()
  const { pathname, search } = useLocation()
  usePanelKeys(panelId, { onClose, onPrevious, onNext, shortcuts })

  // The focus returns to the row that was open last, or to where it was.
  const lastId = useRef(id)
  useLayoutEffect(() => {
    lastId.current = id
  }, [id])
  useLayoutEffect(() => {
    const before = document.activeElement
    return () => {
      const row = document.querySelector<HTMLElement>(`tr[data-row="${CSS.escape(lastId.current)}"]`)
      const target = row ?? before
      if (target instanceof HTMLElement && target.isConnected) target.focus({ preventScroll: row === null })
    }
  }, [])

  // Another row starts at its top, and the focus moves to the heading if its element is gone.
  useEffect(() => {
    body.current?.scrollTo({ top: 0 })
    if (document.activeElement === document.body) document.getElementById(headingId)?.focus({ preventScroll: true })
  }, [id, headingId])

  // A click on another row opens it instead.
  function press({ clientX, clientY }: MouseEvent) {
    const row = document.elementsFromPoint(clientX, clientY).find((element) => element.matches('tr[data-row], tr[data-row] *'))
    const other = row?.closest<HTMLElement>('tr[data-row]')
    if (other && other.dataset['row'] !== id) other.click()
    else onClose()
  }

  return (
    <div className={classes['overlay']}>
      {/* For the mouse; the keyboard has Esc and the Close button. */}
      <div className={classes['backdrop']} onMouseDown={(event) => event.preventDefault()} onClick={press} aria-hidden />
      <Stack
        as="section"
        gap={0}
        id={panelId}
        ref={trap}
        className={classes['panel']}
        role="dialog"
        aria-modal="true"
        aria-labelledby={headingId}
        tabIndex={-1}
      >
        <Row gap={2} fixed className={classes['bar']}>
          <BarButton label={`Previous ${itemName}`} onClick={onPrevious}>
            <IconChevronUp size={18} aria-hidden />
          </BarButton>
          <BarButton label={`Next ${itemName}`} onClick={onNext}>
            <IconChevronDown size={18} aria-hidden />
          </BarButton>
          <span className={classes['spacer']} />
          <IconLink to={pageHref} state={{ from: pathname + search }} aria-label="Open as page" title="Open as page">
            <IconArrowsDiagonal size={16} aria-hidden />
          </IconLink>
          <BarButton label="Close" onClick={onClose}>
            <IconX size={18} aria-hidden />
          </BarButton>
        </Row>
        <div ref={body} className={classes['body']}>
          <header className={classes['header']}>
            <h2 id={headingId} className={classes['title']} aria-live="polite" tabIndex={-1} data-autofocus>
              <bdi>{title}</bdi>
            </h2>
            <Text size="sm" tone="dimmed" numeric className={classes['start']}>
              {subtitle}
            </Text>
          </header>
          {children}
        </div>
      </Stack>
    </div>
  )
}

/** Stays focusable without a target, so that j and k don't lose the focus. */
function BarButton({ label, onClick, children }: { label: string; onClick: (() => void) | null; children: ReactNode }) {
  return (
    <IconButton
      aria-label={label}
      title={label}
      aria-disabled={onClick === null || undefined}
      data-disabled={onClick === null || undefined}
      onClick={() => onClick?.()}
    >
      {children}
    </IconButton>
  )
}
