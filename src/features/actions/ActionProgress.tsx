import type { ReactNode } from 'react'
import type { ApiError } from '#api/http/errors.ts'
import type { Phase } from '#api/http/retryInBackground.ts'
import { waitMessage } from '#api/rateLimit/waitMessage.ts'
import parts from '#ui/dialogParts.module.css'
import { ProgressBar } from '#ui/ProgressBar.tsx'
import { useNow } from '#ui/useNow.ts'
import { Button } from '#ui/Button.tsx'
import { formatNumber } from '#lib/format.ts'

export type ActionPhase = Phase | { kind: 'paused'; why: ApiError | null } | { kind: 'ended' }

type Props = {
  /** Present participle, such as "Turning off". */
  working: string
  /** Accessible name of the progress bar. */
  label: string
  done: number
  total: number
  phase: ActionPhase
  isCancelled: boolean
  labels: { paused: string; resume: string }
  /** Absent where only an error can pause. */
  onPause?: () => void
  onResume: () => void
  onCancel: () => void
  children: ReactNode
}

/** Ref callback. Moves focus to the button that replaced the focused one. */
export function focusOnMount(button: HTMLButtonElement | null) {
  button?.focus()
}

function phaseText({ phase, isCancelled, labels: { paused } }: Props, now: number): string {
  if (isCancelled) return 'Canceled. Waiting for the last request to finish.'
  if (phase.kind === 'waiting') return waitMessage(phase, now)
  if (phase.kind !== 'paused') return ''
  return phase.why ? `${paused}: ${[phase.why.message, phase.why.next].filter(Boolean).join(' ')}` : `${paused}.`
}

/** Progress of a bulk action, with its pause, resume and cancel buttons. */
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
