import { memo, type MouseEvent, type PointerEvent, useMemo, useState } from 'react'
import { useLocation, useNavigate } from 'react-router-dom'
import { paths } from '#lib/paths.ts'
import type { ApiConnection } from '#storage/connections.ts'
import type { SessionSignals } from '#storage/sessionSignals.ts'
import { EmptyValue } from '#ui/EmptyValue.tsx'
import { VisuallyHidden } from '#ui/VisuallyHidden.tsx'
import classes from './ActivityStrip.module.css'
import { loading, useSignals } from './signalState.ts'
import { barsPath, firstProblem, linesAt, marksPaths, strip, summaryLines } from './stripPaths.ts'

type Props = { connection: ApiConnection; id: string; seconds: number | null }

/** What happened over the length of a recording; a click opens it at that second. */
export function ActivityStrip({ connection, id, seconds }: Props) {
  const state = useSignals(connection, id)
  if (state === loading) return <span className={classes['loading']} role="img" aria-label={loading.missing} />
  if (!('signals' in state)) return <EmptyValue meaning={state.missing} unknown />
  return <Strip id={id} seconds={Math.max(1, seconds ?? 1)} signals={state.signals} projectId={connection.projectId} />
}

/** Browsers notice an element that appears under the mouse only when that moves again. */
function announceHover(element: HTMLElement | null) {
  element?.dispatchEvent(new PointerEvent('pointerover', { bubbles: true }))
}

type StripProps = { id: string; seconds: number; signals: SessionSignals; projectId: string }

function Strip({ id, seconds, signals, projectId }: StripProps) {
  const { pathname, search } = useLocation()
  const navigate = useNavigate()
  const [at, setAt] = useState<number | null>(null)
  const path = paths.recording(projectId, id)
  const start = firstProblem(signals.marks)
  const summary = useMemo(() => summaryLines(signals), [signals])

  function timeAt({ currentTarget, clientX }: MouseEvent): number {
    const { left, width } = currentTarget.getBoundingClientRect()
    return Math.max(0, Math.min(1, (clientX - left) / width)) * seconds
  }

  function open(event: MouseEvent) {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    const isByKey = event.detail === 0
    const time = Math.floor(isByKey ? start : timeAt(event))
    void navigate(`${path}${time > 0 ? `?t=${time}` : ''}`, { state: { from: pathname + search, plays: true } })
  }

  function hover(event: PointerEvent) {
    if (event.pointerType === 'touch') return
    const part = seconds / signals.activity.length
    setAt(Math.floor(timeAt(event) / part) * part)
  }

  return (
    <a
      className={classes['strip']}
      href={`${path}${start > 0 ? `?t=${start}` : ''}`}
      data-tooltip={summary.join('\n')}
      onClick={open}
      onPointerMove={hover}
      onPointerLeave={() => setAt(null)}
    >
      <Picture marks={signals.marks} activity={signals.activity} seconds={seconds} />
      {at !== null && (
        <i
          key={at}
          ref={announceHover}
          className={classes['cursor']}
          style={{ left: `${(at / seconds) * 100}%` }}
          data-tooltip={linesAt(signals, seconds, at).join('\n')}
        />
      )}
      <VisuallyHidden>{`Activity: ${summary.join('. ')}`}</VisuallyHidden>
    </a>
  )
}

type PictureProps = Pick<SessionSignals, 'marks' | 'activity'> & { seconds: number }

/** Memoized, since the strips of a page are rendered with each change of the address. */
const Picture = memo(function Picture({ marks, activity, seconds }: PictureProps) {
  const shapes = marksPaths(marks, seconds)
  return (
    <svg width={strip.width} height={strip.height} viewBox={`0 0 ${strip.width} ${strip.height}`} aria-hidden>
      <path className={classes['page']} d={shapes.page} />
      <path className={classes['bars']} d={barsPath(activity)} />
      <path className={classes['dead']} d={shapes['dead click']} />
      <path className={classes['rage']} d={shapes['rage click']} />
      <path className={classes['exception']} d={shapes.exception} />
    </svg>
  )
})
