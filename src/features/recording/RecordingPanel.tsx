import { ActionIcon } from '@mantine/core'
import { useFocusTrap } from '@mantine/hooks'
import { IconArrowsDiagonal, IconChevronDown, IconChevronUp, IconX } from '@tabler/icons-react'
import { type ReactNode, useEffect, useId, useLayoutEffect, useRef } from 'react'
import { Link, useLocation } from 'react-router-dom'
import type { Connection } from '#api/connection.ts'
import { useNow } from '#ui/useNow.ts'
import { RecordingDetails } from './RecordingDetails.tsx'
import { headingName, recordingPath } from './recordingName.ts'
import classes from './RecordingPanel.module.css'
import { StartLine } from './StartLine.tsx'
import { usePanelKeys } from './usePanelKeys.ts'
import { useRecording } from './useRecording.ts'

type Props = {
  at: Connection
  id: string
  onClose: () => void
  /** Null where there is none. */
  onPrevious: (() => void) | null
  onNext: (() => void) | null
  /** More buttons beside "Mark as viewed". */
  actions?: ReactNode
  /** Further sections under all others. */
  below?: ReactNode
  /** Where another recording of the same person opens; its own page unless said otherwise. */
  hrefOf?: (id: string) => string
}

/**
 * One recording over the dimmed table. The focus goes in, stays in, and goes back to where it was; Esc and a click beside it
 * close it, j and k go on to the next and the previous one. A phone shows it on the full screen.
 */
export function RecordingPanel({ at, id, onClose, onPrevious, onNext, ...shown }: Props) {
  const trap = useFocusTrap()
  const body = useRef<HTMLDivElement>(null)
  const panelId = useId()
  const headingId = useId()
  const { search } = useLocation()
  usePanelKeys(panelId, { onClose, onPrevious, onNext })

  // Talks to the document: the focus, which the trap takes to the heading, goes back when the panel goes.
  useLayoutEffect(() => {
    const before = document.activeElement
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true })
    }
  }, [])

  // Talks to the document: another recording starts at its top, and the focus does not stay with what is gone.
  useEffect(() => {
    body.current?.scrollTo({ top: 0 })
    if (document.activeElement === document.body) document.getElementById(headingId)?.focus({ preventScroll: true })
  }, [id, headingId])

  return (
    <div className={classes['place']}>
      {/* For the mouse alone; the keyboard has Esc and the Close button. */}
      <div className={classes['dim']} onClick={onClose} aria-hidden />
      <section
        id={panelId}
        ref={trap}
        className={classes['panel']}
        role="dialog"
        aria-modal="true"
        aria-labelledby={headingId}
        tabIndex={-1}
      >
        <div className={classes['bar']}>
          <BarButton label="Previous recording" onClick={onPrevious}>
            <IconChevronUp size={18} aria-hidden />
          </BarButton>
          <BarButton label="Next recording" onClick={onNext}>
            <IconChevronDown size={18} aria-hidden />
          </BarButton>
          <span className={classes['gap']} />
          <ActionIcon
            component={Link}
            to={recordingPath(at.projectId, id)}
            state={{ from: search }}
            aria-label="Open as page"
            title="Open as page"
          >
            <IconArrowsDiagonal size={16} aria-hidden />
          </ActionIcon>
          <BarButton label="Close" onClick={onClose}>
            <IconX size={18} aria-hidden />
          </BarButton>
        </div>
        <div ref={body} className={classes['body']}>
          <Heading at={at} id={id} headingId={headingId} />
          <RecordingDetails at={at} id={id} {...shown} />
        </div>
      </section>
    </div>
  )
}

/** Stays in the order of the keyboard when there is nowhere to go, so that walking does not drop the focus. */
function BarButton({ label, onClick, children }: { label: string; onClick: (() => void) | null; children: ReactNode }) {
  return (
    <ActionIcon
      aria-label={label}
      title={label}
      aria-disabled={onClick === null || undefined}
      data-disabled={onClick === null || undefined}
      onClick={() => onClick?.()}
    >
      {children}
    </ActionIcon>
  )
}

function Heading({ at, id, headingId }: { at: Connection; id: string; headingId: string }) {
  const recording = useRecording(at, id).query.data?.recording
  const now = useNow(30_000)
  return (
    <header className={classes['header']}>
      <h2 id={headingId} className={classes['title']} aria-live="polite" tabIndex={-1} data-autofocus>
        <bdi>{recording ? headingName(recording) : 'Recording'}</bdi>
      </h2>
      <p className={classes['start']}>
        <StartLine recording={recording} id={id} zone={at.zone} now={now} />
      </p>
    </header>
  )
}
