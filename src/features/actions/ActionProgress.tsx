import type { ReactNode } from 'react'
import type { ApiError } from '#api/http/errors.ts'
import type { Phase } from '#api/http/retryInBackground.ts'
import { waitMessage } from '#api/rateLimit/waitMessage.ts'
import parts from '#ui/dialogParts.module.css'
import { ProgressBar } from '#ui/ProgressBar.tsx'
import { useNow } from '#ui/useNow.ts'
import { Button } from '#ui/Button.tsx'
import { formatNumber } from '#lib/format.ts'

/** What a run of a deed on many is at. */
export type ActionPhase = Phase | { kind: 'paused'; why: ApiError | null } | { kind: 'ended' }

type Props = {
  /** What is being done: "Turning off". */
  working: string
  /** What is counted, for those who cannot see the bar: "Links that are dealt with". */
  label: string
  done: number
  total: number
  phase: ActionPhase
  isCancelled: boolean
  /** What standing still is called here, and the button that ends it. */
  labels: { paused: string; resume: string }
  /** Absent where only an error makes it stand still. */
  onPause?: () => void
  onResume: () => void
  onCancel: () => void
  /** The list of what it is done to. */
  children: ReactNode
}

/** What had the focus is gone, and the focus would be with it. */
export function focusOnMount(button: HTMLButtonElement | null) {
  button?.focus()
}

function phaseText({ phase, isCancelled, labels: { paused } }: Props, now: number): string {
  if (isCancelled) return 'Cancelled: waiting for the request that is on its way.'
  if (phase.kind === 'waiting') return waitMessage(phase, now)
  if (phase.kind !== 'paused') return ''
  return phase.why ? `${paused}: ${[phase.why.message, phase.why.next].filter(Boolean).join(' ')}` : `${paused}.`
}

/** A deed on many in sight: how far it is, what it waits for or why it stands still, and the buttons that steer it. */
export function ActionProgress(props: Props) {
  const now = useNow(1000)
  const { working, label, done, total, phase, isCancelled, labels, onPause, onResume, onCancel, children } = props
  return (
    <div className={parts['form']}>
      <p className={parts['figures']}>
        {working}: {formatNumber(done)} of {formatNumber(total)}
      </p>
      <ProgressBar label={label} done={done} total={total} />
      <p className={parts['warning']} aria-live={phase.kind === 'waiting' ? 'off' : 'polite'}>
        {phaseText(props, now)}
      </p>
      {children}
      <div className={parts['actions']}>
        {phase.kind === 'paused' && (
          <Button ref={focusOnMount} variant="default" onClick={onResume}>
            {labels.resume}
          </Button>
        )}
        {phase.kind !== 'paused' && onPause && (
          <Button ref={focusOnMount} variant="default" disabled={isCancelled} onClick={onPause}>
            Pause
          </Button>
        )}
        <Button variant="outline" color="red" disabled={isCancelled} onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </div>
  )
}
